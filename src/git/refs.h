// Branches, tags and remote branches of a repository, packed and loose.
//
// Spec: gitrepository-layout(5), git-pack-refs(1), git-check-ref-format(1). One thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "base/result.h"

namespace avouch::git {

struct Ref {
  std::string name;  // "refs/heads/main"
  ObjectId id;
};

struct Refs {
  std::vector<Ref> refs;  // Sorted by name, each once
  long long bad = 0;      // Left out: bad names, values and circles
};

// Reads `folder`/packed-refs and what lies below `folder`/refs, which wins. A
// branch that names another branch has its commit. Other refs than branches, tags
// and remote branches are not looked at. Fails with kTooLarge.
[[nodiscard]] Result<Refs> ReadRefs(const std::string& folder, std::size_t id_size);

// The branch that a ref is of, here or at a remote: "main" of "refs/remotes/origin/main", "1.x" of
// "refs/remotes/1.x", as what was brought from Subversion has them. Empty for tags and for a
// remote's HEAD.
[[nodiscard]] std::string_view BranchOf(std::string_view name);

// The ref of that full name, or null. `refs` sorted by name.
[[nodiscard]] const Ref* FindRef(const std::vector<Ref>& refs, std::string_view name);

}  // namespace avouch::git
