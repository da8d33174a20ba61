// Variables in the instructions of a Dockerfile.
#include <cstddef>
#include <string>

#include "formats/dockerfile.h"
#include "formats/limits.h"

namespace avouch::formats {
namespace {

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// "${NAME...}" starts at `at`; returns its end behind the brace that closes it,
// or npos. Braces nest.
std::size_t EndOfBraces(std::string_view text, std::size_t at) {
  int depth = 0;
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '{') ++depth;
    if (text[i] == '}' && --depth == 0) return i + 1;
  }
  return text.npos;
}

constexpr int kMaxNesting = 8;  // "${A:-${B:-c}}": people write two levels.

Expanded Expand(std::string_view text, const Variables& variables, int depth);

// The value of what stands between the braces.
Expanded Braced(std::string_view inside, std::string_view whole, const Variables& variables,
                int depth) {
  std::size_t end = 0;
  while (end < inside.size() && IsWordByte(inside[end])) ++end;
  const auto found = variables.find(inside.substr(0, end));
  const bool set = found != variables.end();
  std::string_view rest = inside.substr(end);
  const Expanded unknown{std::string(whole), false};
  if (rest.empty()) return set ? Expanded{found->second, true} : unknown;
  const bool colon = rest.starts_with(':');
  if (colon) rest.remove_prefix(1);
  const bool filled = set && !(colon && found->second.empty());
  if (depth == kMaxNesting || rest.empty()) return unknown;
  if (rest.front() == '-')
    return filled ? Expanded{found->second, true} : Expand(rest.substr(1), variables, depth + 1);
  if (rest.front() == '+')
    return filled ? Expand(rest.substr(1), variables, depth + 1) : Expanded{"", true};
  return unknown;
}

Expanded Expand(std::string_view text, const Variables& variables, int depth) {
  Expanded out;
  for (std::size_t at = 0; at < text.size();) {
    if (out.text.size() > kMaxExpanded) return {std::string(text), false};
    if (text[at] == '\\' && at + 1 < text.size() && text[at + 1] == '$') {
      out.text += '$';
      at += 2;
      continue;
    }
    if (text[at] != '$' || at + 1 == text.size()) {
      out.text += text[at++];
      continue;
    }
    std::size_t end = at + 1;
    Expanded value;
    if (text[end] == '{') {
      end = EndOfBraces(text, at);
      if (end == text.npos) return {std::string(text), false};
      value =
          Braced(text.substr(at + 2, end - at - 3), text.substr(at, end - at), variables, depth);
    } else {
      while (end < text.size() && IsWordByte(text[end])) ++end;
      const auto found = variables.find(text.substr(at + 1, end - at - 1));
      const bool set = found != variables.end();
      value = {set ? found->second : std::string(text.substr(at, end - at)), set};
    }
    out.text += value.text;
    out.complete &= value.complete;
    at = end;
  }
  return out;
}

}  // namespace

Expanded ExpandDocker(std::string_view text, const Variables& variables) {
  return Expand(text, variables, 0);
}

std::optional<std::string> GivenTo(const std::string& key, const Variables& given) {
  if (const auto at = given.find(key); at != given.end()) return at->second;
  return given.contains("*") ? std::optional("$" + key) : std::nullopt;
}

}  // namespace avouch::formats
