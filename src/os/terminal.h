// What a file descriptor can show: is it a terminal, how wide, in colour?
//
// Spec: no-color.org (NO_COLOR, any value but the empty one). Reads the
// environment; any thread.

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace avouch::os {

struct Terminal {
  bool is_terminal = false;
  int width = 80;       // Columns; kDefaultWidth when nobody says.
  bool colour = false;  // Never unless is_terminal.
};

inline constexpr int kDefaultWidth = 80;
inline constexpr int kMinWidth = 40;   // Narrower is taken as this: tables need it.
inline constexpr int kMaxWidth = 400;  // Wider is taken as this.

// Describes `fd`: its own size first, then COLUMNS, then kDefaultWidth. What is
// no terminal is kDefaultWidth wide and plain, so that files do not depend on
// the window they were made in.
[[nodiscard]] Terminal DescribeTerminal(int fd);

// True when somebody is there to answer: stdin and stderr are terminals.
[[nodiscard]] bool CanAsk();
// Shows `question` on stderr and reads one line of stdin, without its end; what
// is longer than kMaxAnswer bytes is cut. Nothing at the end of input. One thread.
[[nodiscard]] std::optional<std::string> Ask(std::string_view question);
inline constexpr int kMaxAnswer = 4096;
// As Ask, and what is typed is not shown: a passphrase.
[[nodiscard]] std::optional<std::string> AskHidden(std::string_view question);

}  // namespace avouch::os
