// Any bytes, as elm.json: read or refused.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "formats/elm.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto manifest = avouch::formats::ReadElm("elm.json", bytes);
  if (manifest && manifest->lock && !manifest->requirements.empty()) std::abort();
  return 0;
}
