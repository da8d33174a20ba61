// Any text is a range or none, in each ecosystem.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "notation/version_range.h"

// A range and a version, parted by the first line feed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using avouch::notation::VersionOrder;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t end = std::min(bytes.find('\n'), size);
  for (int i = 0; i <= static_cast<int>(VersionOrder::kGeneric); ++i) {
    (void)avouch::notation::Admits(static_cast<VersionOrder>(i), bytes.substr(0, end),
                                   bytes.substr(std::min(end + 1, size)));
  }
  return 0;
}
