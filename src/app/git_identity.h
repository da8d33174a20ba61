// Who git says commits here: the name and address of its configuration.
//
// Spec: git-config(1), "FILES" and "Syntax"; git(1), GIT_AUTHOR_EMAIL. Includes,
// the system's file and a repository's own are not followed: this is a
// suggestion, and decides nothing. Reads the environment and two files; any thread.

#pragma once

#include <string>
#include <string_view>

namespace avouch::app {

struct GitIdentity {
  std::string name, email;  // Empty when nobody said

  bool operator==(const GitIdentity&) const = default;
};

// `user.name` and `user.email` of a configuration's text; the last one counts.
[[nodiscard]] GitIdentity ReadGitIdentity(std::string_view config);

// GIT_AUTHOR_NAME and GIT_AUTHOR_EMAIL; else the user's ~/.gitconfig, else
// $XDG_CONFIG_HOME/git/config.
[[nodiscard]] GitIdentity FindGitIdentity();

}  // namespace avouch::app
