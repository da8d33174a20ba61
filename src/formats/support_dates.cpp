#include <array>
#include <optional>

#include "base/text.h"
#include "base/time.h"
#include "formats/support_policy.h"

namespace avouch::formats {
namespace {

std::optional<int> MonthOf(std::string_view word) {
  constexpr auto kMonths = std::to_array<std::string_view>(
      {"january", "february", "march", "april", "may", "june", "july", "august", "september",
       "october", "november", "december"});
  std::string lower = Lower(word);
  while (lower.ends_with('.')) lower.pop_back();
  for (std::size_t i = 0; i < kMonths.size(); ++i)
    if (lower == kMonths[i] || (lower.size() == 3 && kMonths[i].starts_with(lower)) ||
        (lower == "sept" && i == 8))
      return static_cast<int>(i) + 1;
  return std::nullopt;
}

std::optional<int> NumberOf(std::string_view word) {
  while (!word.empty() && (word.back() == ',' || word.back() == '.')) word.remove_suffix(1);
  for (std::string_view end : {"st", "nd", "rd", "th"})
    if (word.size() > 2 && word.ends_with(end)) word.remove_suffix(2);
  if (word.empty() || word.size() > 4) return std::nullopt;
  int value = 0;
  for (char c : word) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

int LastDay(int year, int month) {
  for (int day = 31; day > 28; --day)
    if (IsValid({year, month, day})) return day;
  return 28;
}

bool IsYear(std::optional<int> value) { return value && *value >= 1990 && *value <= 2200; }

}  // namespace

std::string DateIn(std::string_view text) {
  auto good = [](int year, int month, int day) {
    Date date{year, month, day};
    return IsValid(date) ? ToString(date) : std::string();
  };
  std::string spaced;
  for (char c : text) spaced.push_back(c == '(' || c == ')' || c == ';' || c == '~' ? ' ' : c);
  auto words = Words(spaced);
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string_view word = words[i].substr(0, 10);
    if (word.size() == 10)
      if (auto date = ParseDate(word)) return ToString(*date);
    if (word.size() == 7 && word[4] == '-') {
      auto year = NumberOf(word.substr(0, 4)), month = NumberOf(word.substr(5));
      if (IsYear(year) && month && *month >= 1 && *month <= 12)
        return good(*year, *month, LastDay(*year, *month));
    }
    auto month = MonthOf(words[i].substr(0, words[i].find(',')));
    if (!month) continue;
    auto next = i + 1 < words.size() ? NumberOf(words[i + 1]) : std::nullopt;
    auto after = i + 2 < words.size() ? NumberOf(words[i + 2]) : std::nullopt;
    auto before = i > 0 ? NumberOf(words[i - 1]) : std::nullopt;
    if (next && *next <= 31 && IsYear(after)) return good(*after, *month, *next);
    if (IsYear(next) && before && *before >= 1 && *before <= 31)
      return good(*next, *month, *before);
    if (IsYear(next)) return good(*next, *month, LastDay(*next, *month));
  }
  return {};
}

}  // namespace avouch::formats
