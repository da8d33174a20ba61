// Any bytes: an archive is refused, or is exactly what its members make again.

#include <cstdint>
#include <cstdlib>

#include "container/tar.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace avouch::container;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto members = ReadTar(bytes);
  if (!members) return 0;
  const auto again = WriteTar(*members);
  if (!again || *again != bytes) std::abort();
  return 0;
}
