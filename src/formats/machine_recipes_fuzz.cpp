// Any bytes: as Ansible's requirements.yml and galaxy.yml, as a Brewfile.

#include <cstddef>
#include <cstdint>

#include "formats/machine_recipes.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const avouch::BytesView bytes(reinterpret_cast<const char*>(data), size);
  for (const char* path : {"requirements.yml", "galaxy.yml", "Brewfile"})
    (void)avouch::formats::ReadMachineRecipe(path, bytes);
  return 0;
}
