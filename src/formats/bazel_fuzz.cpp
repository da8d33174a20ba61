// Any bytes: Bazel's build files and locks are read or refused.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/bazel.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* path : {"MODULE.bazel", "WORKSPACE", "MODULE.bazel.lock", "maven_install.json"})
    (void)avouch::formats::ReadBazel(path, bytes);
  return 0;
}
