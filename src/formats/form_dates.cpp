#include "formats/form_dates.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>

#include "base/text.h"

namespace avouch::formats {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 12> kWhole = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};

struct Token {
  std::string text;  // Lower case letters, or digits; else one mark
  std::size_t at;
};

std::vector<Token> Tokens(std::string_view text) {
  std::vector<Token> out;
  auto kind = [](char c) {
    if (c >= '0' && c <= '9') return 1;
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? 2 : 0;
  };
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + 1;
    if (kind(text[i]) != 0)
      while (end < text.size() && kind(text[end]) == kind(text[i])) ++end;
    if (text[i] != ' ' && text[i] != ',') out.push_back({Lower(text.substr(i, end - i)), i});
    i = end;
  }
  return out;
}

std::optional<int> Number(const Token& token, std::size_t least, std::size_t most) {
  if (token.text.size() < least || token.text.size() > most) return std::nullopt;
  int out = 0;
  const char* end = token.text.data() + token.text.size();
  auto [stop, error] = std::from_chars(token.text.data(), end, out);
  if (error != std::errc() || stop != end) return std::nullopt;
  return out;
}

std::optional<int> Month(const Token& token) {
  for (std::size_t i = 0; i < kMonths.size(); ++i)
    if (token.text == kMonths[i] || token.text == kWhole[i] ||
        (token.text == "sept" && kMonths[i] == "sep"))
      return static_cast<int>(i) + 1;
  return std::nullopt;
}

std::optional<Time> Day(int year, int month, int day) {
  auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  if (year < 1990 || year > 2199) return std::nullopt;
  auto time = ParseTime(std::to_string(year) + "-" + two(month) + "-" + two(day));
  if (!time) return std::nullopt;
  return *time;
}

// A date that starts at `i`, and how many tokens it takes.
std::optional<std::pair<Time, std::size_t>> DateAt(const std::vector<Token>& tokens,
                                                   std::size_t i) {
  auto number = [&](std::size_t at, std::size_t least, std::size_t most) {
    return at < tokens.size() ? Number(tokens[at], least, most) : std::nullopt;
  };
  auto month = [&](std::size_t at) {
    return at < tokens.size() ? Month(tokens[at]) : std::nullopt;
  };
  auto is = [&](std::size_t at, std::string_view mark) {
    return at < tokens.size() && tokens[at].text == mark;
  };
  auto made = [](std::optional<Time> time, std::size_t used) {
    return time ? std::optional(std::pair(*time, used)) : std::nullopt;
  };
  if (auto year = number(i, 4, 4); year && is(i + 1, "-") && is(i + 3, "-"))
    if (auto m = number(i + 2, 2, 2), d = number(i + 4, 2, 2); m && d)
      return made(Day(*year, *m, *d), 5);
  if (auto day = number(i, 1, 2)) {
    std::size_t next = i + 1;
    if (is(next, "st") || is(next, "nd") || is(next, "rd") || is(next, "th")) ++next;
    if (auto m = month(next))
      if (auto year = number(next + 1, 4, 4)) return made(Day(*year, *m, *day), next + 2 - i);
    const bool slashed = (is(i + 1, "/") && is(i + 3, "/")) || (is(i + 1, ".") && is(i + 3, "."));
    auto second = number(i + 2, 1, 2), year = number(i + 4, 4, 4);
    if (slashed && second && year)
      return made(*second > 12 ? Day(*year, *day, *second) : Day(*year, *second, *day), 5);
  }
  if (auto m = month(i)) {
    if (auto day = number(i + 1, 1, 2))
      if (auto year = number(i + 2, 4, 4)) return made(Day(*year, *m, *day), 3);
    if (auto year = number(i + 1, 4, 4)) {
      auto next = *m == 12 ? Day(*year + 1, 1, 1) : Day(*year, *m + 1, 1);
      return made(next ? std::optional(AddDays(*next, -1)) : std::nullopt, 2);
    }
  }
  return std::nullopt;
}

bool SaysEnd(std::string_view before) {
  constexpr std::size_t kNear = 40;
  if (before.size() > kNear) before = before.substr(before.size() - kNear);
  const std::string low = Lower(before);
  return std::ranges::any_of(
      std::initializer_list<std::string_view>{"until", "expires", "expiry", "valid to",
                                              "next review", "due by", "renewal", "ends on"},
      [&](auto word) { return low.find(word) != low.npos; });
}

}  // namespace

std::vector<WrittenDate> DatesIn(std::string_view text) {
  const auto tokens = Tokens(text);
  std::vector<WrittenDate> out;
  std::size_t from = 0;  // Words before another date say nothing of this one.
  for (std::size_t i = 0; i < tokens.size();) {
    auto date = DateAt(tokens, i);
    if (!date) {
      ++i;
      continue;
    }
    out.push_back({date->first, SaysEnd(text.substr(from, tokens[i].at - from))});
    i += date->second;
    from = i < tokens.size() ? tokens[i].at : text.size();
  }
  return out;
}

}  // namespace avouch::formats
