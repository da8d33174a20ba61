// Environment variables, and the folders that the XDG rules derive from them.
//
// Spec: XDG Base Directory Specification 0.8, "Environment variables": a
// relative path in one of them is to be ignored.
//
// Reads the environment of the process: any thread, as long as none writes it.

#pragma once

#include <optional>
#include <string>

namespace avouch::os {

// The value of `name`, or nothing when it is not set. An empty value is a value.
[[nodiscard]] std::optional<std::string> Environment(const char* name);

// $XDG_CACHE_HOME/avouch, else $HOME/.cache/avouch: what may be deleted at any
// time. Nothing when neither variable holds an absolute path.
[[nodiscard]] std::optional<std::string> CacheFolder();

// $XDG_STATE_HOME/avouch, else $HOME/.local/state/avouch: per-user keys and
// checkpoints seen. Nothing when neither variable holds an absolute path.
[[nodiscard]] std::optional<std::string> StateFolder();

}  // namespace avouch::os
