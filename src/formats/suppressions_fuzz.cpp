// Any bytes: the first line is a file's name, the rest is read as what that
// name says, or refused.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/suppressions.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t end = std::min(bytes.find('\n'), bytes.size());
  const avouch::Path path(bytes.substr(0, end));
  (void)avouch::formats::ReadSuppressions(path, bytes.substr(std::min(end + 1, bytes.size())));
  return 0;
}
