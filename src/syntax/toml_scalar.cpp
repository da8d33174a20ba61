#include "syntax/toml_scalar.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>

#include "base/time.h"

namespace avouch::syntax {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsDigitOf(char c, int base) {
  if (base == 16) return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  return c >= '0' && c < '0' + base;
}

// Digits with single '_' between them, without those; nullopt if it is no such thing.
std::optional<std::string> Digits(std::string_view text, int base) {
  std::string digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '_') {
      if (i == 0 || i + 1 == text.size() || text[i - 1] == '_') return std::nullopt;
    } else if (!IsDigitOf(text[i], base)) {
      return std::nullopt;
    } else {
      digits += text[i];
    }
  }
  return digits.empty() ? std::nullopt : std::optional(digits);
}

std::optional<std::int64_t> ToInteger(const std::string& digits, int base) {
  std::int64_t value = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, value, base);
  return error == std::errc() && stop == end ? std::optional(value) : std::nullopt;
}

TomlScalar Based(std::string_view text) {
  const int base = text[1] == 'x' ? 16 : text[1] == 'o' ? 8 : 2;
  const auto digits = Digits(text.substr(2), base);
  const auto value = digits ? ToInteger(*digits, base) : std::nullopt;
  return value ? TomlScalar(*value) : TomlScalar();
}

TomlScalar Number(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text == "inf") return negative ? "-inf" : "inf";
  if (text == "nan") return "nan";
  const std::size_t e = std::min(text.find_first_of("eE"), text.size());
  const std::size_t dot = std::min(text.substr(0, e).find('.'), e);
  const auto whole = Digits(text.substr(0, dot), 10);
  if (!whole || (whole->size() > 1 && whole->front() == '0')) return {};
  const std::string sign = negative ? "-" : "";
  if (dot == text.size()) {
    const auto value = ToInteger(sign + *whole, 10);
    return value ? TomlScalar(*value) : TomlScalar();
  }
  std::string spelling = sign + *whole;
  if (dot < e) {
    const auto fraction = Digits(text.substr(dot + 1, e - dot - 1), 10);
    if (!fraction) return {};
    spelling += "." + *fraction;
  }
  if (e < text.size()) {
    std::string_view exponent = text.substr(e + 1);
    spelling += "e";
    if (exponent.starts_with('-')) spelling += "-";
    if (exponent.starts_with('-') || exponent.starts_with('+')) exponent.remove_prefix(1);
    const auto digits = Digits(exponent, 10);
    if (!digits) return {};
    spelling += *digits;
  }
  return TomlNumber{spelling};
}

bool IsTwoDigits(std::string_view text, std::size_t at, int largest) {
  return at + 2 <= text.size() && IsDigit(text[at]) && IsDigit(text[at + 1]) &&
         (text[at] - '0') * 10 + (text[at + 1] - '0') <= largest;
}

// "07:32:00" with an optional fraction.
bool IsTime(std::string_view text) {
  const bool clock = text.size() >= 8 && IsTwoDigits(text, 0, 23) && text[2] == ':' &&
                     IsTwoDigits(text, 3, 59) && text[5] == ':' && IsTwoDigits(text, 6, 60);
  if (!clock) return false;
  const std::string_view fraction = text.substr(8);
  return fraction.empty() || (fraction.size() > 1 && fraction.front() == '.' &&
                              std::ranges::all_of(fraction.substr(1), IsDigit));
}

// "Z" or "+01:00" at the end of a time; its length, or 0.
std::size_t ZoneLength(std::string_view text) {
  if (text.ends_with('Z') || text.ends_with('z')) return 1;
  if (text.size() < 6) return 0;
  const std::string_view zone = text.substr(text.size() - 6);
  const bool is_zone = (zone[0] == '+' || zone[0] == '-') && IsTwoDigits(zone, 1, 23) &&
                       zone[3] == ':' && IsTwoDigits(zone, 4, 59);
  return is_zone ? 6 : 0;
}

TomlScalar Moment(std::string_view text) {
  if (IsTomlDate(text)) return std::string(text);
  if (IsTime(text)) return std::string(text);
  if (text.size() < 19 || !IsTomlDate(text.substr(0, 10))) return {};
  if (std::string_view("Tt ").find(text[10]) == std::string_view::npos) return {};
  const std::string_view time = text.substr(11);
  const std::size_t zone = ZoneLength(time);
  if (!IsTime(time.substr(0, time.size() - zone))) return {};
  std::string moment(text);
  moment[10] = 'T';
  if (zone == 1) moment.back() = 'Z';
  return moment;
}

}  // namespace

bool IsTomlDate(std::string_view text) { return text.size() == 10 && ParseDate(text).has_value(); }

TomlScalar ReadTomlScalar(std::string_view text) {
  if (text == "true") return true;
  if (text == "false") return false;
  if (text.starts_with("0x") || text.starts_with("0o") || text.starts_with("0b")) {
    return Based(text);
  }
  TomlScalar moment = Moment(text);
  return moment.index() != 0 ? moment : Number(text);
}

}  // namespace avouch::syntax
