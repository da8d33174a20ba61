#include "os/terminal.h"

#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <optional>
#include <string>

#include "os/environment.h"

namespace avouch::os {
namespace {

int WidthOf(int fd) {
  winsize size{};
  if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  const std::string columns = Environment("COLUMNS").value_or("");
  int width = 0;
  const auto [end, error] = std::from_chars(columns.data(), columns.data() + columns.size(), width);
  const bool whole = error == std::errc() && end == columns.data() + columns.size();
  return whole && width > 0 ? width : kDefaultWidth;
}

bool ColourWanted() {
  if (!Environment("NO_COLOR").value_or("").empty()) return false;
  const std::string term = Environment("TERM").value_or("");
  return !term.empty() && term != "dumb";
}

}  // namespace

Terminal DescribeTerminal(int fd) {
  Terminal terminal;
  terminal.is_terminal = isatty(fd) == 1;
  if (!terminal.is_terminal) return terminal;
  terminal.width = std::clamp(WidthOf(fd), kMinWidth, kMaxWidth);
  terminal.colour = ColourWanted();
  return terminal;
}

bool CanAsk() { return isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1; }

std::optional<std::string> Ask(std::string_view question) {
  std::fwrite(question.data(), 1, question.size(), stderr);
  std::string line;
  for (int byte = std::getchar(); byte != '\n'; byte = std::getchar()) {
    if (byte == EOF) return line.empty() ? std::nullopt : std::optional(line);
    if (line.size() < static_cast<std::size_t>(kMaxAnswer)) line += static_cast<char>(byte);
  }
  return line;
}

std::optional<std::string> AskHidden(std::string_view question) {
  termios shown{};
  if (tcgetattr(STDIN_FILENO, &shown) != 0) return Ask(question);
  termios hidden = shown;
  hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
  auto typed = Ask(question);
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
  std::fputc('\n', stderr);
  return typed;
}

}  // namespace avouch::os
