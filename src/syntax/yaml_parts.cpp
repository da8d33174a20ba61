#include "syntax/yaml_parts.h"

#include <algorithm>
#include <charconv>

namespace avouch::syntax {
namespace {

bool HasOddBreaks(std::string_view yaml) {
  for (std::size_t i = yaml.find('\r'); i != yaml.npos; i = yaml.find('\r', i + 1)) {
    if (i + 1 == yaml.size() || yaml[i + 1] != '\n') return true;
  }
  return yaml.find("\xC2\x85") != yaml.npos || yaml.find("\xE2\x80\xA8") != yaml.npos ||
         yaml.find("\xE2\x80\xA9") != yaml.npos;
}

}  // namespace

bool IsYamlNull(std::string_view text) {
  return text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL";
}

std::optional<bool> YamlBoolean(std::string_view text) {
  if (text == "true" || text == "True" || text == "TRUE") return true;
  if (text == "false" || text == "False" || text == "FALSE") return false;
  return std::nullopt;
}

std::optional<std::int64_t> YamlInteger(std::string_view text) {
  const bool hex = text.starts_with("0x");
  std::string_view digits = text;
  if (hex) {
    digits.remove_prefix(2);
    if (digits.starts_with('-')) return std::nullopt;
  } else {
    const std::string_view bare = text.substr(text.starts_with('-') ? 1 : 0);
    if (bare.size() > 1 && bare.front() == '0') return std::nullopt;  // 007 is a text.
    if (text == "-0") return std::nullopt;
  }
  std::int64_t value = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, value, hex ? 16 : 10);
  if (digits.empty() || error != std::errc() || stop != end) return std::nullopt;
  return value;
}

YamlLines::YamlLines(std::string_view yaml) {
  if (!HasOddBreaks(yaml)) return;
  std::size_t index = 0;
  starts_.push_back(0);
  for (const char c : yaml) {
    if ((static_cast<unsigned char>(c) & 0xC0) == 0x80) continue;
    ++index;
    if (c == '\n') starts_.push_back(index);
  }
}

Place YamlLines::At(std::size_t index, std::size_t line, std::size_t column) const {
  if (starts_.empty())
    return {static_cast<std::uint32_t>(line + 1), static_cast<std::uint32_t>(column + 1)};
  const auto next = std::ranges::upper_bound(starts_, index);
  return {static_cast<std::uint32_t>(next - starts_.begin()),
          static_cast<std::uint32_t>(index - *(next - 1) + 1)};
}

}  // namespace avouch::syntax
