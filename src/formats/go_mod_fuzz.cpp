// Any bytes: go.mod and go.work are read or refused.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/go_mod.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)avouch::formats::ReadGoMod("go.mod", bytes);
  (void)avouch::formats::ReadGoMod("go.work", bytes);
  return 0;
}
