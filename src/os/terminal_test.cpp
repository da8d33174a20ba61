#include "os/terminal.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

namespace avouch::os {
namespace {

// A pseudo-terminal of a given width; -1 when the machine has none.
int OpenTerminal(unsigned short width) {
  const int fd = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  winsize size{};
  size.ws_col = width;
  if (fd >= 0) ioctl(fd, TIOCSWINSZ, &size);
  return fd;
}

TEST(Terminal, APipeIsPlainAndEightyWideWhateverTheWindow) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  setenv("COLUMNS", "200", 1);
  setenv("TERM", "xterm", 1);
  const Terminal terminal = DescribeTerminal(ends[1]);
  EXPECT_FALSE(terminal.is_terminal);
  EXPECT_FALSE(terminal.colour);
  EXPECT_EQ(terminal.width, kDefaultWidth);
  close(ends[0]);
  close(ends[1]);
}

TEST(Terminal, AWindowGivesItsWidthWithinBounds) {
  struct Row {
    unsigned short given;
    int width;
  };
  unsetenv("COLUMNS");
  for (const Row& row : {Row{120, 120}, Row{3, kMinWidth}, Row{60000, kMaxWidth}, Row{0, 80}}) {
    const int fd = OpenTerminal(row.given);
    if (fd < 0) GTEST_SKIP() << "no pseudo-terminal on this machine";
    EXPECT_EQ(DescribeTerminal(fd).width, row.width);
    close(fd);
  }
}

TEST(Terminal, ColourObeysNoColorAndTerm) {
  const int fd = OpenTerminal(80);
  if (fd < 0) GTEST_SKIP() << "no pseudo-terminal on this machine";
  unsetenv("NO_COLOR");
  setenv("TERM", "xterm", 1);
  EXPECT_TRUE(DescribeTerminal(fd).colour);
  setenv("NO_COLOR", "", 1);
  EXPECT_TRUE(DescribeTerminal(fd).colour) << "an empty NO_COLOR says nothing";
  setenv("NO_COLOR", "0", 1);
  EXPECT_FALSE(DescribeTerminal(fd).colour);
  unsetenv("NO_COLOR");
  setenv("TERM", "dumb", 1);
  EXPECT_FALSE(DescribeTerminal(fd).colour);
  close(fd);
}

}  // namespace
}  // namespace avouch::os
