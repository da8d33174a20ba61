// Any text is a marker or none.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "notation/python_marker.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using avouch::notation::MarkerHolds;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const char* version : {"", "3", "3.11"}) (void)MarkerHolds(text, {version, true, true}, "x");
  return 0;
}
