#include "base/time.h"

#include <array>
#include <cstdio>

namespace avouch {
namespace {

// Days since 1970-01-01 of a civil date, and back: Howard Hinnant,
// "chrono-Compatible Low-Level Date Algorithms".
std::int64_t DaysFromCivil(std::int64_t y, int m, int d) {
  y -= m <= 2;
  std::int64_t era = (y >= 0 ? y : y - 399) / 400;
  auto yoe = static_cast<std::int64_t>(y - era * 400);
  std::int64_t doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
  std::int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146097 + doe - 719468;
}

Date CivilFromDays(std::int64_t z) {
  z += 719468;
  std::int64_t era = (z >= 0 ? z : z - 146096) / 146097;
  std::int64_t doe = z - era * 146097;
  std::int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  std::int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  std::int64_t mp = (5 * doy + 2) / 153;
  int d = static_cast<int>(doy - (153 * mp + 2) / 5 + 1);
  int m = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
  return {static_cast<int>(yoe + era * 400 + (m <= 2)), m, d};
}

std::int64_t FloorDiv(std::int64_t a, std::int64_t b) {
  return a / b - (a % b != 0 && (a % b < 0) != (b < 0));
}

// Reads exactly `digits` digits at `at`, or -1.
int Number(std::string_view text, std::size_t at, std::size_t digits) {
  if (at + digits > text.size()) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + digits; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

std::unexpected<Error> NotATime(std::string_view text) {
  return Fail(ErrorKind::kMalformed, "not a date or time: '" + std::string(text) + "'", {},
              "write 2026-11-24 or 2026-11-24T10:00:00Z");
}

}  // namespace

bool IsValid(const Date& date) {
  if (date.month < 1 || date.month > 12 || date.day < 1) return false;
  bool leap = (date.year % 4 == 0 && date.year % 100 != 0) || date.year % 400 == 0;
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return date.day <= kDays[date.month - 1] + (date.month == 2 && leap ? 1 : 0);
}

Result<Date> ParseDate(std::string_view text) {
  Date date{Number(text, 0, 4), Number(text, 5, 2), Number(text, 8, 2)};
  if (text.size() != 10 || text[4] != '-' || text[7] != '-' || date.year < 0 || !IsValid(date))
    return NotATime(text);
  return date;
}

Result<Time> ParseTime(std::string_view text) {
  auto date = ParseDate(text.substr(0, 10));
  if (!date) return NotATime(text);
  if (text.size() == 10) return StartOf(*date);
  int hour = Number(text, 11, 2), minute = Number(text, 14, 2), second = 0;
  bool shape = text.size() >= 17 && (text[10] == 'T' || text[10] == 't' || text[10] == ' ') &&
               text[13] == ':';
  std::size_t at = 16;
  if (shape && text[16] == ':') {
    second = Number(text, 17, 2);
    at = 19;
  }
  if (!shape || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
    return NotATime(text);
  if (at < text.size() && text[at] == '.') {
    std::size_t start = ++at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    if (at == start) return NotATime(text);
  }
  std::string_view zone = text.substr(at);
  std::int64_t offset = 0;
  if (zone != "Z" && zone != "z") {
    int zone_hour = Number(zone, 1, 2), zone_minute = Number(zone, 4, 2);
    bool good = zone.size() == 6 && (zone[0] == '+' || zone[0] == '-') && zone[3] == ':' &&
                zone_hour >= 0 && zone_hour < 24 && zone_minute >= 0 && zone_minute < 60;
    if (!good) return NotATime(text);
    offset = (zone_hour * 60 + zone_minute) * (zone[0] == '-' ? -60 : 60);
  }
  return Time{StartOf(*date).seconds + hour * 3600 + minute * 60 + second - offset};
}

Date DateOf(Time time) { return CivilFromDays(FloorDiv(time.seconds, 86400)); }

Time StartOf(const Date& date) { return {DaysFromCivil(date.year, date.month, date.day) * 86400}; }

Time AddYears(Time time, int years) {
  Date date = DateOf(time);
  std::int64_t within = time.seconds - StartOf(date).seconds;
  date.year += years;
  if (!IsValid(date)) date = {date.year, 3, 1};
  return {StartOf(date).seconds + within};
}

std::string ToString(const Date& date) {
  char out[40];
  std::snprintf(out, sizeof out, "%04d-%02d-%02d", date.year, date.month, date.day);
  return out;
}

std::string ToString(Time time) {
  Date date = DateOf(time);
  auto within = static_cast<int>(time.seconds - StartOf(date).seconds);
  char out[24];
  std::snprintf(out, sizeof out, "T%02d:%02d:%02dZ", within / 3600, within / 60 % 60, within % 60);
  return ToString(date) + out;
}

std::string ToHumanDate(Time time) {
  constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  Date date = DateOf(time);
  return std::to_string(date.day) + " " + kMonths[date.month - 1] + " " + std::to_string(date.year);
}

}  // namespace avouch
