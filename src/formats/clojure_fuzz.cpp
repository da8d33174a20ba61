// Any bytes, as each file of Clojure: read or refused.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "formats/clojure.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* name : {"project.clj", "deps.edn"}) {
    const auto manifest = avouch::formats::ReadClojure(name, bytes);
    if (!manifest) continue;
    for (const auto& requirement : manifest->requirements)
      if (requirement.name.find(':') == requirement.name.npos) std::abort();
  }
  return 0;
}
