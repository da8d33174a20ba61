// Any bytes: refused, or members that are each refused or as long as they say.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "container/zip_index.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using avouch::container::ZipIndex;
  constexpr std::uint64_t kLimit = 1u << 20;
  const auto index = ZipIndex::Open({reinterpret_cast<const char*>(data), size}, 1000);
  if (!index) return 0;
  avouch::Bytes room;
  for (const auto& entry : index->entries())
    if (const auto bytes = index->Read(entry, kLimit, room); bytes && bytes->size() != entry.size)
      std::abort();
  return 0;
}
