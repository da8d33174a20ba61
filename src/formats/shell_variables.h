// The variables, aliases and functions of a shell text, as far as it tells them in its own words.
//
// Not shared between threads.

#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "formats/shell.h"
#include "formats/shell_lexer.h"

namespace avouch::formats {

// `inner` stands in all blocks of `outer`: what runs it has run what stands in `outer`.
[[nodiscard]] bool IsWithin(const std::vector<int>& inner, const std::vector<int>& outer);

class ShellHeld {
 public:
  explicit ShellHeld(const ShellVariables& variables = {});

  // "NAME=value", set in the blocks of `within`. A value that is computed, or of over 4 KiB, is
  // none. Of 256 names at most; those beyond have no value.
  void Set(std::string_view setting, const std::vector<int>& within);
  // What a command sets: settings with no program, "local X=a", "alias x=a".
  void Take(const Command& command);
  void SetAlias(std::string_view setting, const std::vector<int>& within);

  // The value that the variable has in the blocks of `within`; empty where that is not known.
  [[nodiscard]] std::string Of(std::string_view name, const std::vector<int>& within) const;
  [[nodiscard]] std::string Alias(std::string_view name, const std::vector<int>& within) const;

  // The word with the values of "$NAME" and "${NAME}" that are known; up to 64 KiB.
  [[nodiscard]] std::string Fill(std::string_view word, const std::vector<int>& within) const;

 private:
  struct Value {
    std::string text;
    std::vector<int> within;
  };
  void Put(std::string name, std::string value, const std::vector<int>& within);

  std::map<std::string, Value, std::less<>> values_;  // Aliases as "alias NAME"
};

// "$CMD x" is what CMD holds, and "x" what it is an alias for, where that is a program with its
// words.
void ReplaceProgram(Command& command, const ShellHeld& variables);

// The body of a function, where `words` are the call: "$1", "${2}" and "$@" are what it is given.
[[nodiscard]] std::vector<ShellToken> BodyOf(const std::vector<ShellToken>& body,
                                             const std::vector<std::string>& words);

}  // namespace avouch::formats
