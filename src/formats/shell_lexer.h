// A shell text as words and the operators between them: quotes taken off, comments
// and the bodies of heredocs passed over.
//
// Linear in the text; pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace avouch::formats {

// A word, or an operator between commands.
struct ShellToken {
  std::string text;
  bool is_operator = false;
  int line = 0;  // Of the file
};

// `line` is the line of the file on which the text's first line stands.
[[nodiscard]] std::vector<ShellToken> ShellTokens(std::string_view text, int line);

}  // namespace avouch::formats
