// Any bytes: NuGet's locks are read or refused.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/nuget_locks.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* path :
       {"packages.lock.json", "project.assets.json", "a.deps.json", "packages.config"})
    (void)avouch::formats::ReadNugetLocks(path, bytes);
  return 0;
}
