// Flags, exit codes and the terminal of the program `avouch`.

#pragma once

namespace avouch::cli {

// Reads the command line, does it, prints, and returns the exit code.
[[nodiscard]] int Run(int argc, char** argv);

}  // namespace avouch::cli
