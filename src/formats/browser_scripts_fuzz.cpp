// Any bytes: a page is read or refused.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/browser_scripts.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)avouch::formats::ReadBrowserScripts("index.html", bytes);
  return 0;
}
