// Any bytes: as snapcraft.yaml, as a manifest of Flatpak in YAML and in JSON.

#include <cstddef>
#include <cstdint>

#include "formats/app_recipes.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const avouch::BytesView bytes(reinterpret_cast<const char*>(data), size);
  for (const char* path : {"snapcraft.yaml", "org.example.App.yml", "org.example.App.json"})
    (void)avouch::formats::ReadAppRecipe(path, bytes);
  return 0;
}
