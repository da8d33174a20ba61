// How dependency files moved along one line of history: each commit of it against
// the one before.
//
// The line is the assessed commit, its first parent, the first parent of that, and
// so on: what was merged counts when it was merged. Only dependency files of the
// product's own are told (docs/rules.md, rule 3), by the tree as it is now; blobs
// are not read here. The result does not depend on `threads`. One thread.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/digest.h"
#include "base/result.h"
#include "formats/table.h"
#include "git/history.h"
#include "git/repository.h"
#include "model/product.h"
#include "source/tree.h"

namespace avouch::collect {

struct LockChange {
  std::uint32_t commit = 0;  // Position in LockHistory::commits
  std::uint32_t path = 0;    // Position in LockHistory::paths
  ObjectId after;            // None: the file is gone
};

struct LockHistory {
  std::vector<std::uint32_t> commits;  // Positions in the history that was given, oldest first
  std::vector<std::string> paths;      // Sorted; below the prefix
  std::vector<LockChange> changes;     // In the order of commits, then paths
  // What there is at the first commit was there before: history begins later than the files do,
  // since it is cut (shallow), or trees of it are missing or damaged.
  bool cut = false;
  long long unread_trees = 0;
  long long left_out = 0;  // Dependency files that are not the product's own, or excluded
};

struct LockInput {
  const git::Repository& repository;
  const git::History& history;  // Commits; no changes are needed
  ObjectId commit;              // In `history`
  std::string prefix;           // Folder of the repository, or empty
  const source::Tree& tree;     // Of the commit, below the prefix
  const model::Product& product;
  int threads = 2;
};

// Fails with kNotFound when the commit is not in the history, and as git::FindChanges does.
[[nodiscard]] Result<LockHistory> FindLockHistory(const LockInput& input);

// The reader of a dependency file that can name packages at exact versions; null for any other.
[[nodiscard]] const formats::Format* LockFormatOf(const std::string& path);

}  // namespace avouch::collect
