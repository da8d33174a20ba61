// Where the lists and pipes of a shell text lead: "a && b || c", "a | b".
//
// Each looks at most kMaxList tokens ahead; pure; any thread.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "formats/shell.h"
#include "formats/shell_lexer.h"

namespace avouch::formats {

inline constexpr std::size_t kMaxList = 2'000;

enum class Stops { kByShell, kYes, kNo };

// What `set` says of failures.
struct ShellOptions {
  Stops stops = Stops::kByShell;
  bool pipefail = false;

  // Takes in "set -euo pipefail"; every other command changes nothing.
  void Set(const std::vector<std::string>& words);
};

// What runs after the command of `words`, which ends at tokens[at] and whose pipe began at
// tokens[pipe], whatever becomes of it.
[[nodiscard]] Failing FailingOf(const std::vector<ShellToken>& tokens, std::size_t pipe,
                                std::size_t at, const std::vector<std::string>& words,
                                const ShellOptions& options);

// Whether the list that goes on at tokens[at] ends in "|| true".
[[nodiscard]] bool IsTolerated(const std::vector<ShellToken>& tokens, std::size_t at);

// What stands in <( ) or $( ) behind a shell is run by it, from tokens[at]: bash <(curl ...).
[[nodiscard]] bool FeedsShell(const std::vector<ShellToken>& tokens, std::size_t at);

// Where the output of the command goes that ends at tokens[at].
void ReadPipe(const std::vector<ShellToken>& tokens, std::size_t at, Command& command);

// The pipe into tokens[at] begins with a program that picks words out of a text, and leads into no
// shell.
[[nodiscard]] bool IsLookedThrough(const std::vector<ShellToken>& tokens, std::size_t at);

// Each command of the list at tokens[at], in brackets or not, only says something.
[[nodiscard]] bool OnlySaysFrom(const std::vector<ShellToken>& tokens, std::size_t at);

// "a && b || c" with `at` at the first operator: whether the list goes on with c, of which no
// word says that it ends the text.
[[nodiscard]] bool GoesOnElse(const std::vector<ShellToken>& tokens, std::size_t at);

// "a && b; c" with `at` at the first operator: whether a failure passes over the rest of the list
// alone, and nothing else is run for it.
[[nodiscard]] bool PassesRest(const std::vector<ShellToken>& tokens, std::size_t at);

// "[ -z "$X" ] || a", "which a && a": the command at tokens[start] runs only as what stands before
// it turns out. One that is tried again, "a || a", runs.
[[nodiscard]] bool MayBePassedOver(const std::vector<ShellToken>& tokens, std::size_t start);

// A word stands at tokens[at] or behind.
[[nodiscard]] bool MoreAfter(const std::vector<ShellToken>& tokens, std::size_t at);

}  // namespace avouch::formats
