// Any bytes: the envelopes of a batch are read, and are then what is written.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "store/payloads.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  auto kept = avouch::store::ParsePack(bytes);
  if (kept && avouch::store::WritePack(*kept) != bytes) std::abort();
  return 0;
}
