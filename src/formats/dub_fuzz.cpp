// Any bytes, as each file of dub: read or refused.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "formats/dub.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* name : {"dub.json", "dub.sdl", "dub.selections.json"}) {
    const auto manifest = avouch::formats::ReadDub(name, bytes);
    if (!manifest) continue;
    for (const auto& requirement : manifest->requirements)
      if (requirement.name.empty()) std::abort();
  }
  return 0;
}
