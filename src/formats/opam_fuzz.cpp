// Any bytes, as each file of opam: read or refused.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "formats/opam.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* name : {"opam", "x.opam", "x.opam.locked"}) {
    const auto manifest = avouch::formats::ReadOpam(name, bytes);
    if (!manifest) continue;
    for (const auto& component : manifest->components)
      if (component.version.empty()) std::abort();
  }
  return 0;
}
