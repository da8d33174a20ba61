// Any bytes: go.sum is read or refused.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/go_sum.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)avouch::formats::ReadGoSum("go.sum", bytes);
  return 0;
}
