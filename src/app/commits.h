// What is assessed of a repository: one commit, and the refs around it.
//
// Reads objects; any thread.

#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "container/git_object.h"
#include "git/repository.h"
#include "model/product.h"
#include "source/commit.h"

namespace avouch::app {

// Digest of the pairs (branch, id) and tags, in order: what HEAD is checked out as,
// which remote a branch came by, and whether refs are packed do not show in it.
[[nodiscard]] std::string RefSetDigest(const git::Repository& repository);

// The commit itself must be readable: a damaged one is nothing to decide about. Fails
// with kNotFound or kMalformed.
[[nodiscard]] Result<container::Commit> ReadHead(const git::Repository& repository,
                                                 const ObjectId& commit);

// A commit with its tree below the repository's prefix, and the product of the avouch.yaml in it.
struct OpenedCommit {
  ObjectId id;
  container::Commit commit;
  std::unique_ptr<const source::CommitTree> tree;
  model::Product product;
};
// Fails as Resolve, ReadHead and CommitTree::Open do, and as ReadProductFile does.
[[nodiscard]] Result<OpenedCommit> OpenCommit(const git::Repository& repository,
                                              const std::string& revision);

}  // namespace avouch::app
