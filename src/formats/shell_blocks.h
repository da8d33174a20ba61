// Where the branches, loops, functions and brackets of a shell text begin and end.
//
// Linear in the tokens; pure; any thread.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "formats/shell_lexer.h"

namespace avouch::formats {

// What may be run once, often or never while what stands around it runs: a branch of `if` and
// `case`, the body of a loop, "$(a)".
struct ShellBlock {
  int around = -1;  // Index of the block that it stands in
};

struct ShellFunction {
  std::string name;
  std::size_t begin = 0;          // Of its definition
  std::size_t body = 0, end = 0;  // Tokens between its brackets
  std::size_t after = 0;          // Behind the closing bracket
};

struct ShellBlocks {
  std::vector<ShellBlock> blocks;
  std::vector<int> of;                   // Of each token: the innermost block, or -1
  std::vector<char> grouped;             // Of each token: in brackets or in a block
  std::vector<ShellFunction> functions;  // In the order of their definitions, no nested ones
};

// Brackets that do not close end with the text.
[[nodiscard]] ShellBlocks BlocksOf(const std::vector<ShellToken>& tokens);

}  // namespace avouch::formats
