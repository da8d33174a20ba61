// Whose signature an affirmation carries, and whether it is about this bundle.
//
// Spec: docs/bundle.md sections 2 and 6. Pure; any thread.

#pragma once

#include "trust/ring.h"
#include "verify/bundle.h"

namespace avouch::verify {

// `keys` and `ring` are of the same list, or both null: no organisation.
// Fails with kIntegrity for a signature that does not fit its payload, and for a
// statement about another product, organisation or log; kMalformed.
[[nodiscard]] Result<Affirmed> VerifyAffirmation(BytesView envelope,
                                                 const statement::BundleIndex& index,
                                                 const model::Organisation* keys,
                                                 const trust::Ring* ring);

}  // namespace avouch::verify
