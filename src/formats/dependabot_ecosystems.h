// What update tools look after: their words for ecosystems, and the files that
// each ecosystem of theirs reads.
//
// Sources: docs.github.com, "Dependabot supported ecosystems and repositories";
// docs.renovatebot.com, "Supported Managers" (November 2026). Tables; any thread.

#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "base/path.h"
#include "model/component.h"

namespace avouch::formats {

// One manager of one tool. `files` are patterns of names in the shell's dialect,
// parted by blanks: "requirements*.txt pyproject.toml".
struct UpdateManager {
  std::string_view tool;  // "dependabot", "renovate"
  std::string_view word;  // The tool's own: "gomod", "pip_requirements"
  model::Ecosystem ecosystem;
  std::string_view files;
};

[[nodiscard]] std::span<const UpdateManager> UpdateManagers();

// The ecosystem that a tool calls `word`; nothing for a word not known.
[[nodiscard]] std::optional<model::Ecosystem> EcosystemOf(std::string_view tool,
                                                          std::string_view word);

// True when the tool can look after the ecosystem at all.
[[nodiscard]] bool Supports(std::string_view tool, model::Ecosystem ecosystem);

// True when one of the tool's managers reads files of this name.
[[nodiscard]] bool Handles(std::string_view tool, const Path& path);

}  // namespace avouch::formats
