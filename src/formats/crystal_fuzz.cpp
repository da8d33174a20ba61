// Any bytes, as each file of shards: read or refused.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "formats/crystal.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* name : {"shard.lock", "shard.yml"}) {
    const auto manifest = avouch::formats::ReadCrystal(name, bytes);
    if (!manifest) continue;
    for (const auto& component : manifest->components)
      if (component.origin.empty()) std::abort();
  }
  return 0;
}
