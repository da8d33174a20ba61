// Any bytes: the release file of a Java runtime is read.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "formats/java_runtime.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto manifest = avouch::formats::ReadJavaRuntime("opt/jdk/release", bytes);
  if (!manifest || manifest->components.size() > 1) std::abort();
  return 0;
}
