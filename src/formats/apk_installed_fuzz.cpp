// Any bytes: an apk database is read or refused.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/apk_installed.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)avouch::formats::ReadApkInstalled("lib/apk/db/installed", bytes);
  return 0;
}
