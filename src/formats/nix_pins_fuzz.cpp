// Any bytes, as each file of pins: read or refused.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "formats/nix_pins.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* name : {"npins/sources.json", "nix/sources.json"}) {
    const auto manifest = avouch::formats::ReadNixPins(name, bytes);
    if (!manifest) continue;
    for (const auto& component : manifest->components)
      if (component.version.empty() && component.digests.empty()) std::abort();
  }
  return 0;
}
