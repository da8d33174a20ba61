// Any bytes: an error, or what writes and reads back as the same.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "statement/collected.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace avouch;
  const auto read = statement::ReadCollected({reinterpret_cast<const char*>(data), size});
  if (!read) return 0;
  const auto written = statement::WriteCollected(*read);
  if (!written) std::abort();
  const auto again = statement::ReadCollected(*written);
  if (!again || *again != *read) std::abort();
  return 0;
}
