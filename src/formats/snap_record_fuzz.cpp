// Any bytes: as each of the files in which a snap tells of itself.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "formats/snap_record.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* path : {"meta/snap.yaml", "snap/manifest.yaml", "usr/share/snappy/dpkg.yaml"}) {
    const auto manifest = avouch::formats::ReadSnapRecord(path, bytes);
    if (!manifest) continue;
    for (const auto& one : manifest->components)
      if (one.name.empty()) std::abort();
  }
  return 0;
}
