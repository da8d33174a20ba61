#include <cstddef>
#include <cstdint>

#include "formats/bake.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const avouch::BytesView bytes(reinterpret_cast<const char*>(data), size);
  for (const char* path : {"docker-bake.hcl", "docker-bake.json"})
    if (const auto bake = avouch::formats::ReadBake(avouch::Path(path), bytes))
      (void)avouch::formats::BuildsOf(*bake, {"default", "$x"});
  return 0;
}
