#include "base/time.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <utility>

namespace avouch {
namespace {

TEST(ParseTime, ReadsRfc3339AndPlainDates) {
  for (const auto& [text, seconds] : {std::pair{"1970-01-01", 0LL},
                                      {"1970-01-01T00:00:00Z", 0LL},
                                      {"2026-11-24", 1795478400LL},
                                      {"2026-11-24T10:00:00Z", 1795514400LL},
                                      {"2026-11-24t10:00:00z", 1795514400LL},
                                      {"2026-11-24 10:00:00Z", 1795514400LL},
                                      {"2026-11-24T10:00Z", 1795514400LL},
                                      {"2026-11-24T10:00:00.999999999999Z", 1795514400LL},
                                      {"2026-11-24T10:00:00+01:30", 1795509000LL},
                                      {"2026-11-24T10:00:00-01:30", 1795519800LL},
                                      {"2026-11-24T00:00:00-00:00", 1795478400LL},
                                      {"2024-02-29", 1709164800LL},
                                      {"1969-12-31T23:59:59Z", -1LL},
                                      {"0000-01-01", -62167219200LL},
                                      {"9999-12-31T23:59:60Z", 253402300800LL}}) {
    const auto time = ParseTime(text);
    ASSERT_TRUE(time) << text;
    EXPECT_EQ(time->seconds, seconds) << text;
  }
}

TEST(ParseTime, RefusesWhatIsNoTime) {
  for (const char* text : {"",
                           "2026",
                           "2026-11",
                           "2026-11-24T",
                           "2026-13-01",
                           "2026-00-01",
                           "2026-01-00",
                           "2026-04-31",
                           "2026-02-29",
                           "2100-02-29",
                           "2026-02-30",
                           "2026-1-1",
                           "+026-01-01",
                           "-026-01-01",
                           "20a6-01-01",
                           "2026-11-24T10:00:00",
                           "2026-11-24T24:00:00Z",
                           "2026-11-24T10:60:00Z",
                           "2026-11-24T10:00:61Z",
                           "2026-11-24T10:00:00.Z",
                           "2026-11-24T10:00:00+0100",
                           "2026-11-24T10:00:00+01:60",
                           "2026-11-24T10:00:00+24:00",
                           "2026-11-24T10:00:00ZZ",
                           "2026-11-24T10Z",
                           "2026-11-24X10:00:00Z",
                           "2026/11/24",
                           " 2026-11-24",
                           "2026-11-24 ",
                           "2026-11-24\n",
                           "2026-11-24T10:00:0\xff"
                           "Z",
                           "tomorrow"}) {
    const auto time = ParseTime(text);
    ASSERT_FALSE(time) << text;
    EXPECT_EQ(time.error().kind, ErrorKind::kMalformed) << text;
  }
  EXPECT_FALSE(ParseDate("2026-11-24T10:00:00Z"));
  EXPECT_TRUE(ParseDate("2026-11-24"));
}

TEST(Time, IsReadBackAsWritten) {
  for (std::int64_t seconds : {0LL, -1LL, 1LL, 951782400LL, 1795514400LL, -62167219200LL,
                               253402300799LL, -2208988800LL, 86399LL, -86400LL}) {
    const std::string text = ToString(Time{seconds});
    const auto time = ParseTime(text);
    ASSERT_TRUE(time) << text;
    EXPECT_EQ(time->seconds, seconds) << text;
  }
}

TEST(Time, DaysAreThoseOfTheStandardLibraryForTwelveThousandYears) {
  using std::chrono::sys_days, std::chrono::year_month_day, std::chrono::days;
  const auto first =
      sys_days{year_month_day{std::chrono::year(-2000), std::chrono::January, std::chrono::day(1)}};
  for (int step = 0; step < 4'400'000; step += 97) {
    const sys_days day = first + days(step);
    const year_month_day expected(day);
    const Date date = DateOf({static_cast<std::int64_t>(day.time_since_epoch().count()) * 86400});
    ASSERT_EQ(date, (Date{static_cast<int>(expected.year()),
                          static_cast<int>(static_cast<unsigned>(expected.month())),
                          static_cast<int>(static_cast<unsigned>(expected.day()))}));
    ASSERT_TRUE(IsValid(date));
    ASSERT_EQ(StartOf(date).seconds,
              static_cast<std::int64_t>(day.time_since_epoch().count()) * 86400);
  }
}

TEST(AddYears, IsTheSameCalendarDay) {
  for (const auto& [from, years, to] :
       {std::tuple{"2026-11-24T10:00:00Z", 1, "2027-11-24T10:00:00Z"},
        {"2024-02-29T23:59:59Z", 1, "2025-03-01T23:59:59Z"},
        {"2024-02-29T00:00:00Z", 4, "2028-02-29T00:00:00Z"},
        {"2025-03-01T00:00:00Z", -1, "2024-03-01T00:00:00Z"},
        {"1970-01-01T00:00:00Z", -1, "1969-01-01T00:00:00Z"}})
    EXPECT_EQ(ToString(AddYears(*ParseTime(from), years)), to);
}

TEST(DaysBetween, CountsWholeDays) {
  const Time start = *ParseTime("2026-11-24");
  EXPECT_EQ(DaysBetween(start, AddDays(start, 400)), 400);
  EXPECT_EQ(DaysBetween(start, {start.seconds + 86399}), 0);
  EXPECT_EQ(DaysBetween(AddDays(start, 3), start), -3);
}

TEST(ToHumanDate, NamesTheMonth) {
  EXPECT_EQ(ToHumanDate(*ParseTime("2026-01-05T23:59:59Z")), "5 Jan 2026");
  EXPECT_EQ(ToHumanDate({-1}), "31 Dec 1969");
}

}  // namespace
}  // namespace avouch
