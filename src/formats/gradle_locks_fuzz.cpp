// Any bytes: Gradle's locks are read or refused.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/gradle_locks.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* path : {"gradle.lockfile", "gradle/verification-metadata.xml"})
    (void)avouch::formats::ReadGradleLocks(path, bytes);
  return 0;
}
