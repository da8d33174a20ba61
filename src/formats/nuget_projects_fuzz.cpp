// Any bytes: .NET projects are read or refused.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/nuget_project.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* path : {"a.csproj", "Directory.Packages.props", "global.json"})
    (void)avouch::formats::ReadNugetProjects(path, bytes);
  return 0;
}
