// Parts of a Dockerfile's instruction: its options, what COPY and ADD take, the
// commands of RUN in each of its spellings.
//
// Spec: docs.docker.com, "Dockerfile reference". Pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/dockerfile_lines.h"
#include "formats/shell.h"
#include "model/reference.h"

namespace avouch::formats {

// The options in front ("--mount=...", "--from=x") and where the rest begins.
struct DockerOptions {
  std::vector<DockerWord> words;
  std::size_t rest = 0;
  int line = 0;  // On which the rest begins.

  [[nodiscard]] std::string Value(std::string_view name) const {
    for (const auto& word : words)
      if (word.text.starts_with(name) && word.text.substr(name.size()).starts_with('='))
        return word.text.substr(name.size() + 1);
    return {};
  }
};
[[nodiscard]] DockerOptions OptionsOf(const Instruction& instruction);

// Of COPY and ADD: the sources in front of the last word, in both spellings.
[[nodiscard]] std::vector<DockerWord> CopySources(const Instruction& instruction,
                                                  const DockerOptions& options);

// Of RUN: what stands behind its options, `text`, on `line` of the file: shell, a
// JSON list, or a heredoc that is a script, where the stage sets `variables`. Empty for a script of
// another language.
[[nodiscard]] std::vector<Command> RunCommands(const Instruction& instruction,
                                               std::string_view text, int line,
                                               const ShellVariables& variables = {});

// "runtime_*" of "runtime_${PACKAGE}"; empty where no variable is, or nothing beside one.
[[nodiscard]] std::string PatternOf(std::string_view name);

// Adds what the option --mount=type=bind,source=x gives the line from the context: "x", or "." for
// all of it.
void AddBound(const DockerWord& option, std::vector<std::string>& sources);

// "sha256:<64 hex>", as BuildKit takes it.
[[nodiscard]] bool IsContentDigest(std::string_view text);

// "1.2" stands somewhere in it.
[[nodiscard]] bool HasVersion(std::string_view text);

// What ADD fetches from `url`, the address in `word` with its variables filled in
// (`complete` when all are known): a file or a clone, fixed by `checksum` unless empty.
[[nodiscard]] model::Reference DownloadOf(const DockerWord& word, std::string_view url,
                                          bool complete, const std::string& checksum,
                                          const Path& path);

}  // namespace avouch::formats
