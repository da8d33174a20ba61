// Any bytes: an RPM database of any form is read or refused.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/rpm_database.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)avouch::formats::ReadRpmDatabase("var/lib/rpm/Packages", bytes);
  return 0;
}
