// Any bytes: a dpkg status file is read or refused.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/dpkg_status.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)avouch::formats::ReadDpkgStatus("var/lib/dpkg/status.d/x", bytes);
  (void)avouch::formats::ReadDebianCopyright(bytes);
  return 0;
}
