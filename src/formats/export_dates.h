// Dates and times as exports spell them, made RFC 3339 or a day.
//
// A time without a zone is known to its day alone. "03/04/2026" is a day only
// when another cell of the same export shows which number is the month. Any thread.

#pragma once

#include <string>
#include <string_view>

namespace avouch::formats {

enum class DayOrder { kUnknown, kDayFirst, kMonthFirst };

// Learns the order from cells like "25/12/2026"; cells that contradict each other teach nothing.
class DayOrderFinder {
 public:
  void See(std::string_view cell);
  [[nodiscard]] DayOrder order() const {
    if (day_first_ == month_first_) return DayOrder::kUnknown;
    return day_first_ ? DayOrder::kDayFirst : DayOrder::kMonthFirst;
  }

 private:
  bool day_first_ = false, month_first_ = false;
};

// RFC 3339 in UTC, "2026-11-24" where only the day is known, "" where it is no date. Reads RFC
// 3339 and its relatives ("2026-03-01 10:00:00 UTC", "+0000"), "2026/03/01", "1 Mar 2026",
// "Mar 1, 2026", "1.3.2026", numbers of `order`, and seconds or milliseconds since 1970.
[[nodiscard]] std::string ExportDate(std::string_view text, DayOrder order = DayOrder::kUnknown);

// The first day that a file's name states: "2026-11-18-github.json", "log_20261118.csv"; or "".
[[nodiscard]] std::string DayInName(std::string_view name);

}  // namespace avouch::formats
