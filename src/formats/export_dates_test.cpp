#include "formats/export_dates.h"

#include <gtest/gtest.h>

#include <string_view>

namespace avouch::formats {
namespace {

TEST(ExportDates, AreReadOnlyWhereTheyCanBeOneDay) {
  const struct {
    std::string_view text;
    DayOrder order;
    std::string_view date;
  } kRows[] = {
      {"2026-03-01", DayOrder::kUnknown, "2026-03-01"},
      {"2026-03-01T10:00:00.123Z", DayOrder::kUnknown, "2026-03-01T10:00:00Z"},
      {"2026-03-01T10:00:00.000+0200", DayOrder::kUnknown, "2026-03-01T08:00:00Z"},
      {"2026-03-01 10:00:00 UTC", DayOrder::kUnknown, "2026-03-01T10:00:00Z"},
      {"2026-03-01 10:00", DayOrder::kUnknown, "2026-03-01"},
      {"2026/03/01", DayOrder::kUnknown, "2026-03-01"},
      {"1 Mar 2026", DayOrder::kUnknown, "2026-03-01"},
      {"01-March-2026 10:00 AM", DayOrder::kUnknown, "2026-03-01"},
      {"Mar 1, 2026", DayOrder::kUnknown, "2026-03-01"},
      {"1.3.2026", DayOrder::kUnknown, "2026-03-01"},
      {"3/3/2026", DayOrder::kUnknown, "2026-03-03"},
      {"1/3/2026", DayOrder::kUnknown, ""},
      {"1/3/2026", DayOrder::kDayFirst, "2026-03-01"},
      {"1/3/2026 10:00:00", DayOrder::kMonthFirst, "2026-01-03"},
      {"31/2/2026", DayOrder::kDayFirst, ""},
      {"1772359200", DayOrder::kUnknown, "2026-03-01T10:00:00Z"},
      {"1772359200000", DayOrder::kUnknown, "2026-03-01T10:00:00Z"},
      {"2026-02-30", DayOrder::kUnknown, ""},
      {"1/3/26", DayOrder::kDayFirst, ""},
      {"never", DayOrder::kUnknown, ""},
      {"", DayOrder::kUnknown, ""},
  };
  for (const auto& row : kRows) EXPECT_EQ(ExportDate(row.text, row.order), row.date) << row.text;
  EXPECT_EQ(DayInName("2026-11-18-github.json"), "2026-11-18");
  EXPECT_EQ(DayInName("log_20261118.csv"), "2026-11-18");
  EXPECT_EQ(DayInName("x-120261118.csv"), "");
  EXPECT_EQ(DayInName("2026-13-18.csv"), "");
}

}  // namespace
}  // namespace avouch::formats
