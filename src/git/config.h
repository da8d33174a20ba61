// The few lines of a repository's `config` that change what its files mean.
//
// Spec: git-config(1), CONFIGURATION FILE; of its values core.repositoryformatversion
// and extensions.*, nothing else. Pure; any thread.

#pragma once

#include <string>
#include <string_view>

namespace avouch::git {

struct Config {
  std::string version = "0", object_format = "sha1", ref_storage = "files";
  bool partial = false;
  std::string unknown;  // An extension that changes what the repository means
};

// Never fails: what is no setting is passed over.
[[nodiscard]] Config ParseConfig(std::string_view text);

}  // namespace avouch::git
