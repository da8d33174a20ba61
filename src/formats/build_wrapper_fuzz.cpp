// Any bytes: the properties of wrappers are read or refused.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/build_wrapper.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* path : {"gradle-wrapper.properties", "maven-wrapper.properties"})
    (void)avouch::formats::ReadBuildWrapper(path, bytes);
  return 0;
}
