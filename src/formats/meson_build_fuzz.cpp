// Any bytes: a meson.build is read or refused.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/meson_build.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* path : {"meson.build"}) (void)avouch::formats::ReadMesonBuild(path, bytes);
  return 0;
}
