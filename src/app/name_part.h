// A part of a file's name, out of any text. Any thread.

#pragma once

#include <string>
#include <string_view>

#include "base/text.h"

namespace avouch::app {

// Letters, digits and "." stay, in lower case; what is between becomes one "-".
// `otherwise` where nothing is left. Never a separator, never "." or "..".
[[nodiscard]] inline std::string NamePart(std::string_view text, std::string_view otherwise) {
  std::string out;
  for (const char c : Lower(text)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.';
    if (plain)
      out += c;
    else if (!out.empty() && out.back() != '-')
      out += '-';
  }
  while (!out.empty() && (out.back() == '-' || out.back() == '.')) out.pop_back();
  return out.empty() ? std::string(otherwise) : out;
}

}  // namespace avouch::app
