// Any bytes, as build.zig.zon: read or refused.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "formats/zig.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto manifest = avouch::formats::ReadZig("build.zig.zon", bytes);
  if (!manifest) return 0;
  for (const auto& component : manifest->components)
    if (component.name.empty()) std::abort();
  return 0;
}
