// Text as one word of a POSIX shell, for lines that people copy.
//
// Pure; any thread.

#pragma once

#include <string>
#include <string_view>

namespace avouch::app {

// "a b" is "'a b'"; what needs no quotes has none, but for a '-' in front, which
// is made a path: "./-x".
[[nodiscard]] inline std::string ShellWord(std::string_view text) {
  constexpr std::string_view kPlain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./:@%+=,";
  if (text.starts_with('-')) return ShellWord("./" + std::string(text));
  if (!text.empty() && text.find_first_not_of(kPlain) == text.npos) return std::string(text);
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'')
      out += "'\\''";
    else
      out += c;
  }
  return out + "'";
}

}  // namespace avouch::app
