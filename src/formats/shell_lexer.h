// A shell text as words and the operators between them: quotes taken off, comments passed over,
// the body of a heredoc kept beside the mark that asks for it.
//
// Linear in the text; pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace avouch::formats {

// A word, or an operator between commands.
struct ShellToken {
  std::string text = {};
  bool is_operator = false;
  int line = 0;            // Of the file
  bool is_input = false;   // "<<MARK": no word of the command
  std::string input = {};  // The heredoc's body
  int input_line = 0;      // Of its first line
  // The commands in "$(a)" between double quotes or in a heredoc, a line each
  std::string inside = {};
  bool is_plain = false;  // A dollar of it is one: '$x', \$x
};

// `line` is the line of the file on which the text's first line stands.
[[nodiscard]] std::vector<ShellToken> ShellTokens(std::string_view text, int line);

}  // namespace avouch::formats
