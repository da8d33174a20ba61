// Any bytes: a file of ESP-IDF's components is read or refused.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/esp_idf.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* path : {"idf_component.yml", "dependencies.lock"})
    (void)avouch::formats::ReadEspIdf(path, bytes);
  return 0;
}
