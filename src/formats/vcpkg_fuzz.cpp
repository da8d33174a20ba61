// Any bytes: vcpkg's files are read or refused.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/vcpkg.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* path : {"vcpkg.json", "vcpkg-configuration.json"})
    (void)avouch::formats::ReadVcpkg(path, bytes);
  return 0;
}
