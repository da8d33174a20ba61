#include <csignal>

#include "cli/command_line.h"

int main(int argc, char** argv) {
  // A file that may not grow is an error with a line of its own, as a full disk is.
  (void)std::signal(SIGXFSZ, SIG_IGN);
  return avouch::cli::Run(argc, argv);
}
