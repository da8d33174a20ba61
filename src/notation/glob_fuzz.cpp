// Any pattern against any text, in every dialect: ends soon, and is the same twice.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "notation/glob.h"

// The pattern is what stands before the first NUL, the text what stands behind it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace avouch::notation;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t end = std::min(bytes.find('\0'), size);
  const std::string_view pattern = bytes.substr(0, end);
  const std::string_view text = bytes.substr(std::min(end + 1, size));
  for (const Dialect dialect :
       {Dialect::kPath, Dialect::kCodeowners, Dialect::kRef, Dialect::kShell}) {
    const Glob glob(pattern, dialect);
    if (glob.Matches(text) != GlobMatch(pattern, text, dialect)) std::abort();
  }
  return 0;
}
