// Any bytes: devcontainer.json and its lock are read or refused.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/devcontainer.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* name : {"devcontainer.json", "devcontainer-lock.json"})
    (void)avouch::formats::ReadDevcontainer(name, bytes);
  return 0;
}
