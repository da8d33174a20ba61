// Points in time as whole seconds UTC, and calendar days. No clock in here.
//
// Spec: RFC 3339 for the spelling. Proleptic Gregorian calendar. Any thread.

#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace avouch {

struct Time {
  std::int64_t seconds = 0;  // Since 1970-01-01T00:00:00Z; may be negative.

  auto operator<=>(const Time&) const = default;
};

struct Date {
  int year = 1970, month = 1, day = 1;

  auto operator<=>(const Date&) const = default;
};

// Accepts "2026-11-24" (midnight UTC) or RFC 3339 with any zone; fractions of a
// second are cut off. Fails with kMalformed on anything else, 30 February too.
[[nodiscard]] Result<Time> ParseTime(std::string_view text);
// Accepts "2026-11-24" only.
[[nodiscard]] Result<Date> ParseDate(std::string_view text);

[[nodiscard]] std::string ToString(Time time);         // "2026-11-24T10:00:00Z"
[[nodiscard]] std::string ToString(const Date& date);  // "2026-11-24"
[[nodiscard]] std::string ToHumanDate(Time time);      // "24 Nov 2026"

[[nodiscard]] Date DateOf(Time time);
[[nodiscard]] Time StartOf(const Date& date);
[[nodiscard]] bool IsValid(const Date& date);
// The same calendar day `years` later; 29 February becomes 1 March.
[[nodiscard]] Time AddYears(Time time, int years);
[[nodiscard]] inline Time AddDays(Time time, std::int64_t days) {
  return {time.seconds + days * 86400};
}
[[nodiscard]] inline std::int64_t DaysBetween(Time from, Time to) {
  return (to.seconds - from.seconds) / 86400;
}

}  // namespace avouch
