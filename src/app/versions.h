// The versions of a file that the history of a repository holds, with the
// commits that made them: what trust looks at.
//
// One thread.

#pragma once

#include <map>
#include <string>
#include <vector>

#include "git/history.h"
#include "git/repository.h"
#include "trust/said.h"

namespace avouch::app {

// A person who signs a hundred thousand versions of a file has signed the newest.
inline constexpr std::size_t kMaxVersions = 10'000;

class VersionReader {
 public:
  // `history` was swept with every path that is asked for among its `wants`.
  VersionReader(const git::Repository& repository, const git::History& history);

  // Newest first: children before parents. Versions whose commit or blob cannot
  // be read are left out, which can only take a word away.
  [[nodiscard]] trust::Versions Of(const std::string& path);
  // E-mail addresses of the authors of the commits that touched it, lower case, sorted.
  [[nodiscard]] std::vector<std::string> AuthorsOf(const std::string& path) const;
  [[nodiscard]] crypto::HashKind hash() const { return hash_; }

 private:
  const git::History& history_;
  git::Reader reader_;
  crypto::HashKind hash_;
  std::map<std::string, std::vector<std::uint32_t>> changes_;  // Positions in changes, by path
};

}  // namespace avouch::app
