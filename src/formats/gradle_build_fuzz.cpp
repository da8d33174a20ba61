// Any bytes: Gradle's build files and catalogues are read or refused.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/gradle_build.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* path : {"build.gradle", "gradle/libs.versions.toml"})
    (void)avouch::formats::ReadGradleBuild(path, bytes);
  return 0;
}
