// Any bytes: an opkg status file is read or refused.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/opkg_status.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)avouch::formats::ReadOpkgStatus("usr/lib/opkg/status", bytes);
  return 0;
}
