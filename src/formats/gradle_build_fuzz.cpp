// Fuzz target: Gradle's scripts, catalogues and properties, each file by itself and the parts of
// one input as a tree.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "formats/gradle_build.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  constexpr std::array<const char*, 6> kPaths = {
      "m/build.gradle",    "settings.gradle.kts",       "buildSrc/src/main/kotlin/a.kt",
      "gradle.properties", "gradle/libs.versions.toml", "buildSrc/src/main/kotlin/a.gradle.kts"};
  for (const char* path : kPaths) static_cast<void>(avouch::formats::ReadGradleBuild(path, bytes));
  std::vector<avouch::formats::GradleFile> files;
  std::string_view rest = bytes;
  for (const char* path : kPaths) {
    const auto end = rest.find('\0');
    if (auto file = avouch::formats::ReadGradleFile(path, rest.substr(0, end)))
      files.push_back(std::move(*file));
    if (end == rest.npos) break;
    rest.remove_prefix(end + 1);
  }
  static_cast<void>(avouch::formats::ResolveGradle(files));
  return 0;
}
