// Any bytes: a project of PlatformIO is read or refused.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/platformio.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)avouch::formats::ReadPlatformio("platformio.ini", bytes);
  return 0;
}
