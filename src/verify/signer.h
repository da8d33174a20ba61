// Whose signature an envelope carries, by the keys that an organisation lists.
//
// Spec: docs/bundle.md section 2. Pure; any thread.

#pragma once

#include "statement/envelope.h"
#include "trust/ring.h"

namespace avouch::verify {

// `keys` and `ring` are of the same list, or both null: no organisation. `what` is
// how errors call the document: "affirmation".
// Fails with kIntegrity for a signature that does not fit its payload; kMalformed.
[[nodiscard]] Result<trust::Signer> SignerOf(const statement::Envelope& envelope,
                                             const model::Organisation* keys,
                                             const trust::Ring* ring, Time when,
                                             std::string_view what);

}  // namespace avouch::verify
