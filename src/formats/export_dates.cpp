#include "formats/export_dates.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <vector>

#include "base/text.h"
#include "base/time.h"

namespace avouch::formats {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool AllDigits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, IsDigit);
}

int Number(std::string_view digits) {
  int value = -1;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::string DayText(int year, int month, int day) {
  const Date date{year, month, day};
  return year >= 1970 && year <= 2200 && IsValid(date) ? ToString(date) : std::string();
}

// "1/2/2026" or "1.2.2026" at the start: the three numbers.
std::optional<std::array<int, 3>> Numbers(std::string_view text, char between) {
  text = text.substr(0, text.find_first_of(" ,T"));
  const auto parts = Split(text, between);
  if (parts.size() != 3) return std::nullopt;
  for (const auto part : parts)
    if (!AllDigits(part) || part.size() > 4) return std::nullopt;
  if (parts[2].size() != 4 || parts[0].size() > 2 || parts[1].size() > 2) return std::nullopt;
  return std::array{Number(parts[0]), Number(parts[1]), Number(parts[2])};
}

int MonthOf(std::string_view word) {
  static constexpr std::string_view kMonths[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                                 "jul", "aug", "sep", "oct", "nov", "dec"};
  if (word.size() < 3) return 0;
  for (int i = 0; i < 12; ++i)
    if (EqualsIgnoreCase(word.substr(0, 3), kMonths[i])) return i + 1;
  return 0;
}

// "1 Mar 2026", "01-Mar-2026", "Mar 1, 2026", with a time behind it or not.
std::string WithMonthName(std::string_view text) {
  std::string spaced(text.substr(0, 40));
  for (char& c : spaced)
    if (c == ',' || c == '-' || c == '/') c = ' ';
  const auto words = Words(spaced);
  if (words.size() < 3) return {};
  const bool month_first = MonthOf(words[0]) > 0;
  const auto day = words[month_first ? 1 : 0], month = words[month_first ? 0 : 1], year = words[2];
  if (!AllDigits(day) || day.size() > 2 || !AllDigits(year) || year.size() != 4) return {};
  return DayText(Number(year), MonthOf(month), Number(day));
}

// "2026-03-01 10:00:00 UTC" as RFC 3339, or its day when no zone is told.
std::string IsoLike(std::string_view text) {
  if (text.size() < 10) return {};
  std::string day(text.substr(0, 10));
  if (day[4] == '/' && day[7] == '/') day[4] = day[7] = '-';
  if (!ParseDate(day)) return {};
  std::string_view rest = text.substr(10);
  if (rest.empty()) return day;
  if (rest[0] != 'T' && rest[0] != ' ' && rest[0] != 't') return {};
  rest = Trim(rest.substr(1));
  const auto zone = rest.find_first_not_of("0123456789:.");
  std::string time(rest.substr(0, zone));
  if (time.size() == 5) time += ":00";
  std::string_view ending = zone == rest.npos ? std::string_view() : Trim(rest.substr(zone));
  std::string offset(ending == "UTC" || ending == "GMT" || ending == "z" ? "Z" : ending);
  if (offset.size() == 5 && (offset[0] == '+' || offset[0] == '-')) offset.insert(3, ":");
  const auto exact = ParseTime(day + "T" + time + offset);
  return !offset.empty() && exact ? ToString(*exact) : day;
}

std::string SinceEpoch(std::string_view digits) {
  long long value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return ToString(Time{digits.size() == 13 ? value / 1000 : value});
}

}  // namespace

void DayOrderFinder::See(std::string_view cell) {
  const auto numbers = Numbers(Trim(cell), '/');
  if (!numbers) return;
  const auto& [first, second, year] = *numbers;
  if (first > 12 && second <= 12) day_first_ = true;
  if (second > 12 && first <= 12) month_first_ = true;
}

std::string ExportDate(std::string_view text, DayOrder order) {
  text = Trim(text);
  if (AllDigits(text) && (text.size() == 10 || text.size() == 13)) return SinceEpoch(text);
  if (auto iso = IsoLike(text); !iso.empty()) return iso;
  if (const auto dotted = Numbers(text, '.'))
    return DayText((*dotted)[2], (*dotted)[1], (*dotted)[0]);
  if (const auto slashed = Numbers(text, '/')) {
    const auto& [first, second, year] = *slashed;
    if (first == second || order == DayOrder::kDayFirst) return DayText(year, second, first);
    if (order == DayOrder::kMonthFirst) return DayText(year, first, second);
    return {};
  }
  return WithMonthName(text);
}

std::string DayInName(std::string_view name) {
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (i > 0 && IsDigit(name[i - 1])) continue;
    const auto behind = [&](std::size_t size) {
      return i + size >= name.size() || !IsDigit(name[i + size]);
    };
    const auto dashed = name.substr(i, 10);
    if (dashed.size() == 10 && behind(10) && ParseDate(dashed)) return std::string(dashed);
    const auto plain = name.substr(i, 8);
    if (plain.size() == 8 && AllDigits(plain) && behind(8)) {
      auto day =
          DayText(Number(plain.substr(0, 4)), Number(plain.substr(4, 2)), Number(plain.substr(6)));
      if (!day.empty()) return day;
    }
  }
  return {};
}

}  // namespace avouch::formats
