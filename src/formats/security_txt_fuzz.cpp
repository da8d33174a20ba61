// Any bytes: security.txt is read or refused.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/security_txt.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)avouch::formats::ReadSecurityTxt(".well-known/security.txt", bytes);
  return 0;
}
