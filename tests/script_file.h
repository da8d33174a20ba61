// A command-line test as a text file: files to make, commands, what they say.
//
// The format, line by line:
//   # words                a comment (not inside a file's content)
//   -- path --             the lines below, up to the next "-- path --" or "$ ",
//                          are the content of this file; a content line that
//                          would end it starts with a backslash, which is dropped
//   ? command              needed: when it fails the script is skipped (exit 77)
//   $ command              run by bash in the script's folder; below it:
//     exit N                 its exit code; 0 when there is no such line
//     > text                 stdout has a line that contains this, after the last such
//     >= line                the same, but the whole line is this
//     !> text                no line of stdout contains this
//     2> text                stderr has a line that contains this
//     2= text                stderr is exactly one line, and it contains this
//     2! (nothing more)      stderr is empty
// A command ending in a backslash goes on in the next line.
//
// Text in, value out; any thread.

#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace avouch::script {

struct File {
  std::string path, content;
};

enum class Rule { kContains, kEquals, kContainsNot, kError, kOneError, kNoError };

struct Expectation {
  Rule rule = Rule::kContains;
  std::string text;
  int line = 0;
};

struct Command {
  std::string text;
  int line = 0;
  int exit = 0;
  bool needed = false;  // "? command"
  std::vector<Expectation> expectations;
};

using Step = std::variant<File, Command>;

struct Script {
  std::vector<Step> steps;
  std::string error;  // "line 3: ..." when it could not be read; else empty
};

[[nodiscard]] Script Parse(std::string_view text);

// What `expectations` miss in the output of a command, in words; empty when they hold.
[[nodiscard]] std::vector<std::string> Judge(const Command& command, int exit,
                                             std::string_view standard_output,
                                             std::string_view standard_error);

}  // namespace avouch::script
