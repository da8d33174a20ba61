// What is kept in the tree as others published it, held against what locks say of it.
//
// Claim 1.2.2, "matched": archives against the digests of locks, vendored crates against their
// sums and the lock, modules in Go's vendor folder against go.mod, what npm installed against its
// lock. Pure; any thread.

#pragma once

#include "claims/check.h"

namespace avouch::claims {

// Tells what equals, what differs (both digests, and where), and what cannot be told.
void ExamineKept(const Inputs& in, Examination& examination);

// True when every file of the copied tree was held against the sums that came with it.
[[nodiscard]] bool IsComparedTree(const model::ComponentFacts& components,
                                  const model::VendoredTree& tree);

}  // namespace avouch::claims
