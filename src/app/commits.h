// What is assessed of a repository: one commit, and the refs around it.
//
// Reads objects; any thread.

#pragma once

#include <string>

#include "base/result.h"
#include "container/git_object.h"
#include "git/repository.h"

namespace avouch::app {

// Digest of the pairs (branch, id) and tags, in order: what HEAD is checked out as,
// which remote a branch came by, and whether refs are packed do not show in it.
[[nodiscard]] std::string RefSetDigest(const git::Repository& repository);

// The commit itself must be readable: a damaged one is nothing to decide about. Fails
// with kNotFound or kMalformed.
[[nodiscard]] Result<container::Commit> ReadHead(const git::Repository& repository,
                                                 const ObjectId& commit);

}  // namespace avouch::app
