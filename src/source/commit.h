// A commit of a git repository as a Tree.
//
// Read may be called from several threads: each gets its own reader.

#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "git/history.h"
#include "source/tree.h"

namespace avouch::source {

class CommitTree : public Tree {
 public:
  // Lists the tree of `commit` below `prefix` (empty: the root); paths are
  // relative to it. Fails with kNotFound when the folder is not in the commit.
  [[nodiscard]] static Result<std::unique_ptr<CommitTree>> Open(const git::Repository& repository,
                                                                const ObjectId& tree,
                                                                const std::string& prefix);

  [[nodiscard]] const std::vector<Entry>& entries() const override { return entries_; }
  [[nodiscard]] long long missing() const override { return missing_; }
  [[nodiscard]] Result<Bytes> Read(const Entry& entry, std::uint64_t limit) const override;
  [[nodiscard]] long long odd() const { return odd_; }

 private:
  explicit CommitTree(const git::Repository& repository) : repository_(repository) {}

  const git::Repository& repository_;
  std::vector<Entry> entries_;
  long long missing_ = 0, odd_ = 0;
  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<git::Reader>> idle_;
};

}  // namespace avouch::source
