// Any tag is read; orders are orders.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "notation/version.h"

// Two tags, parted by the first line feed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace avouch::notation;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t end = std::min(bytes.find('\n'), size);
  const std::string_view a = bytes.substr(0, end);
  const std::string_view b = bytes.substr(std::min(end + 1, size));
  const auto opposite = [](std::strong_ordering x, std::strong_ordering y) {
    return (x < 0) == (y > 0) && (x > 0) == (y < 0);
  };
  if (!opposite(CompareLoose(a, b), CompareLoose(b, a))) std::abort();
  const auto x = ParseReleaseTag(a), y = ParseReleaseTag(b);
  if (x && x->prefix + x->text != a) std::abort();
  if (x && y && !opposite(CompareVersions(*x, *y), CompareVersions(*y, *x))) std::abort();
  const auto semver = CompareSemver(a, b);
  if (semver && !opposite(*semver, *CompareSemver(b, a))) std::abort();
  return 0;
}
