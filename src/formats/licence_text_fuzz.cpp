// Any bytes as the text of a licence: one, one that is near, or none.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/licence_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)avouch::formats::Describe(avouch::formats::MatchLicence(bytes));
  return 0;
}
