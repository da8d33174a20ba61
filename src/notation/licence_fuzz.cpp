// What is read as a licence is written in the one spelling, and read again as the same.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "notation/licence.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using avouch::notation::FormatLicence, avouch::notation::ParseLicence;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto expression = ParseLicence(text)) {
    const auto again = ParseLicence(FormatLicence(*expression));
    const bool shorter = FormatLicence(*expression).size() <= avouch::notation::kMaxLicenceText;
    if (shorter && (!again || *again != *expression)) std::abort();
  }
  if (const auto named = avouch::notation::SpdxLicenceOf(text)) {
    if (ParseLicence(*named) && FormatLicence(*ParseLicence(*named)) != *named) std::abort();
  }
  return 0;
}
