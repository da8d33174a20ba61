// The table of commands that people use in builds, and what each does.
//
// Pure; any thread.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/pipeline.h"

namespace avouch::formats {

// A command is matched by its program and the words that must follow it, in
// that order, among its arguments. The first row that matches says what it does.
struct CommandRow {
  std::string_view program;
  std::string_view words;  // "run test": each as a prefix of an argument; "" = any
  model::DeedKind kind;
  bool locked = false;
  bool perhaps = false;  // Whether it publishes what others get, is not told
};

// deeds_publishes.cpp and deeds_command_table.cpp: the rows, in the order in which they are asked.
[[nodiscard]] std::span<const CommandRow> PublishingCommands();
[[nodiscard]] std::span<const CommandRow> BuildCommands();

// The program that a first word names: "pip" for "/usr/bin/pip3", "mvn" for "./mvnw".
[[nodiscard]] std::string_view ProgramName(std::string_view word);

// The first row for `program` whose words are among `words`, or null.
[[nodiscard]] const CommandRow* FindCommand(std::string_view program,
                                            const std::vector<std::string>& words);

}  // namespace avouch::formats
