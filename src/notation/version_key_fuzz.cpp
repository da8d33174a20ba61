// Any text has a key or none in each order; keys are bounded and no key begins another.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "notation/version_key.h"

// Two versions, parted by the first line feed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using avouch::notation::KeyOf, avouch::notation::VersionOrder;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t end = std::min(bytes.find('\n'), size);
  const std::string_view a = bytes.substr(0, end);
  const std::string_view b = bytes.substr(std::min(end + 1, size));
  for (int i = 0; i <= static_cast<int>(VersionOrder::kGeneric); ++i) {
    const auto order = static_cast<VersionOrder>(i);
    const auto x = KeyOf(order, a), y = KeyOf(order, b);
    if (x && x->size() > a.size() * 10 + 64) std::abort();
    if (x && y && *x != *y && (x->starts_with(*y) || y->starts_with(*x))) std::abort();
  }
  return 0;
}
