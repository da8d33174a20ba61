// Any bytes: refused, or members that are each refused or as long as they say.

#include <cstdint>
#include <cstdlib>

#include "container/zip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace avouch::container;
  constexpr std::uint64_t kLimit = 1u << 20;
  auto reader = ZipReader::Open({reinterpret_cast<const char*>(data), size});
  if (!reader) return 0;
  for (const auto& member : reader->members())
    if (auto bytes = reader->Read(member.name, kLimit); bytes && bytes->size() != member.size)
      std::abort();
  return 0;
}
