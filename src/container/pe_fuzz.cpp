// Any bytes: an image of PE is read or refused.

#include <cstddef>
#include <cstdint>

#include "container/executable.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  (void)avouch::container::ReadPe({reinterpret_cast<const char*>(data), size});
  return 0;
}
