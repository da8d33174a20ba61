// Any bytes: Paket's files are read or refused.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/paket.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* path : {"paket.lock", "paket.dependencies"})
    (void)avouch::formats::ReadPaket(path, bytes);
  return 0;
}
