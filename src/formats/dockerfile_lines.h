// A Dockerfile as instructions: directives, continued lines, comments between
// them, heredocs.
//
// Spec: docs.docker.com, "Dockerfile reference", as BuildKit reads it. Pure; any
// thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"

namespace avouch::formats {

struct Heredoc {
  std::string name;
  std::string body;  // With line ends
  int line = 0;      // Of the body's first line
};

struct Instruction {
  std::string keyword;  // Upper case: "FROM"
  // What follows it. Continued lines end in "\\\n" whatever the escape character
  // is, and comment lines between them are such lines and nothing else, so that
  // the n-th line of the text is line `line` + n of the file, and a shell reads it.
  std::string text;
  int line = 0;
  std::vector<Heredoc> heredocs;  // RUN, COPY and ADD only
};

struct DockerfileLines {
  std::vector<Instruction> instructions;
  std::string syntax;     // "docker/dockerfile:1" of "# syntax=docker/dockerfile:1", or empty
  int syntax_line = 0;    // On which that stands
  bool backtick = false;  // "# escape=`": written for Windows
};

// Fails with kMalformed at a heredoc without end.
[[nodiscard]] Result<DockerfileLines> ReadDockerfileLines(const Path& path, std::string_view text);

// A word of an instruction, quotes taken off.
struct DockerWord {
  std::string text;
  int line = 0;  // Of the file
  bool quoted = false;
};
// `text` as Instruction::text, its first line on `line`.
[[nodiscard]] std::vector<DockerWord> DockerWords(std::string_view text, int line);

}  // namespace avouch::formats
