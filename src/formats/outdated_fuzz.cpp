// Any bytes, as what a package manager says is newest: read or refused; each has a name and a
// version.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "formats/outdated.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto manifest =
      avouch::formats::ReadOutdated("newest", {reinterpret_cast<const char*>(data), size});
  if (!manifest) return 0;
  for (const auto& one : manifest->components)
    if (one.name.empty() || one.version.empty()) std::abort();
  return 0;
}
