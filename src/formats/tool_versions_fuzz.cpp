// Any bytes: each file of tools is read or refused.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/tool_versions.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* name :
       {".tool-versions", "mise.toml", "mise.lock", "rust-toolchain", ".nvmrc", ".sdkmanrc"})
    (void)avouch::formats::ReadToolVersions(name, bytes);
  return 0;
}
