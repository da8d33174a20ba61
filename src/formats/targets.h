// What a target of a build's own list of commands runs: Makefile, justfile, Taskfile.yml, the
// scripts of package.json and composer.json, tox.ini.
//
// Specs: GNU make's manual, "just" and "Task" by their manuals, npm's "scripts", tox's
// "configuration". Not those programs: every branch of a condition is taken, and of a variable with
// several values each; what is neither stays as "${NAME}", a word that nobody here can read. Linear
// in the text but for what variables make of it, which is bounded. Pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/path.h"
#include "formats/shell.h"

namespace avouch::formats {

struct Target {
  std::string name;                // make: may hold '%'
  std::vector<std::string> needs;  // Run before it, or after
  std::vector<Command> commands;   // Their lines are the file's
  bool unread = false;             // Something in it is in no shell's language
};

struct Targets {
  std::vector<Target> all;            // In the order of the file; one name may come twice
  std::vector<std::string> includes;  // Other such files, as written
  std::string first;                  // ".DEFAULT_GOAL", or empty
  bool partial = false;               // Includes something that no path names

  // Those of this name, else those whose pattern it fits.
  [[nodiscard]] std::vector<const Target*> Find(std::string_view name) const;
  // What runs when no target is named: its name, or empty.
  [[nodiscard]] std::string First() const;
};

// `folder` is where the commands run; `given` are settings "NAME=value" of who calls.
[[nodiscard]] Targets ReadMakeTargets(std::string_view text, const std::string& folder,
                                      const std::vector<std::string>& given);
[[nodiscard]] Targets ReadJustTargets(std::string_view text, const std::string& folder);
[[nodiscard]] Targets ReadToxTargets(std::string_view text, const std::string& folder);
// Of pyproject.toml's [tool.tox], or tox.toml.
[[nodiscard]] Targets ReadToxTomlTargets(BytesView bytes, const std::string& folder);
// Empty and partial when `bytes` are no YAML, no JSON, as above no TOML.
[[nodiscard]] Targets ReadTaskTargets(BytesView bytes, const std::string& folder);
[[nodiscard]] Targets ReadScriptTargets(BytesView bytes, const std::string& folder);

// A text of any language asks a package manager to install something, as far as its words show.
[[nodiscard]] bool MentionsInstall(std::string_view text);

}  // namespace avouch::formats
