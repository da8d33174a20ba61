// Any text as a time: what is read, and is a year of four digits, is read back as written.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/time.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace avouch;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto date = ParseDate(text);
  if (date && (!IsValid(*date) || ToString(*date) != text)) std::abort();
  const auto time = ParseTime(text);
  if (!time) return 0;
  const Date day = DateOf(*time);
  if (!IsValid(day)) std::abort();
  if (day.year < 0 || day.year > 9999) return 0;
  const auto again = ParseTime(ToString(*time));
  if (!again || *again != *time) std::abort();
  (void)AddYears(*time, 1);
  return 0;
}
