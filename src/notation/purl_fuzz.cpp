// What is read can be written, and is then read as the same.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "notation/purl.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace avouch::notation;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto purl = ParsePurl(text);
  if (!purl) return 0;
  const std::string canonical = FormatPurl(*purl);
  const auto again = ParsePurl(canonical);
  if (!again || *again != *purl || FormatPurl(*again) != canonical) std::abort();
  return 0;
}
