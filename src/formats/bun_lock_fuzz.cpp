// Any bytes: bun.lock and bun.lockb are read or refused; edges lead to what is there.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "formats/bun_lock.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* name : {"bun.lock", "bun.lockb"}) {
    const auto manifest = avouch::formats::ReadBunLock(name, bytes);
    if (!manifest) continue;
    for (const auto& component : manifest->components)
      for (const auto need : component.detail.needs)
        if (need >= manifest->components.size()) std::abort();
  }
  return 0;
}
