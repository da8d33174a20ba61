// Any bytes: vendor/modules.txt is read or refused.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/go_vendor.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto manifest = avouch::formats::ReadGoVendor("vendor/modules.txt", bytes);
  const auto packages = avouch::formats::GoVendorPackages(bytes);
  if (!manifest) return 0;
  for (const auto& [package, component] : packages)
    if (component >= manifest->components.size()) __builtin_trap();
  return 0;
}
