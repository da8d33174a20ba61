// Any bytes: .npmrc is read.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/npmrc.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)avouch::formats::ReadNpmrc(".npmrc", bytes);
  return 0;
}
