// Another program as a whole: how long it ran, how much memory it held.
//
// Memory is anonymous memory (RssAnon of proc(5)): what a program made itself.
// Mapped packs are the system's cache and come back for nothing. The time and
// the memory are taken in separate runs, so that looking does not cost time.
// One thread.

#pragma once

#include <string>
#include <vector>

namespace avouch::bench {

struct Ran {
  int exit = 0;          // 128 + n when signal n ended it
  double seconds = 0;    // Wall time
  double processor = 0;  // Seconds of processor, of all threads: what is left on a busy machine
  double mebibytes = 0;  // Largest RssAnon seen; 0 when not looked for
};

// Runs `command` with its output thrown away. With `look` its memory is read
// about every half millisecond.
[[nodiscard]] Ran Run(const std::vector<std::string>& command, bool look = false);

// The fastest of `times` runs: what the machine's other work adds is left out.
[[nodiscard]] Ran Fastest(const std::vector<std::string>& command, int times);

// What `command` prints; empty when it fails.
[[nodiscard]] std::string OutputOf(const std::vector<std::string>& command);

}  // namespace avouch::bench
