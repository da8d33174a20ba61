// Any bytes: what a project of Xcode asks for is read or refused.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/xcode.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* path : {"project.yml", "A.xcodeproj/project.pbxproj"})
    (void)avouch::formats::ReadXcode(path, bytes);
  return 0;
}
