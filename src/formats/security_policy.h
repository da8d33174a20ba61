// SECURITY.md and its kin: what a vulnerability disclosure policy says.
//
// Part ids: how-to-report, private-channel, public-tracker, scope,
// supported-versions, what-to-expect, time-frame, safe-harbour, encryption-key,
// policy-elsewhere (an address outside the tree), policy-in-tree (a path); and
// those of support_policy.h, which these files often hold too.
// Spec: none; the parts are those of RFC 9116, ISO/IEC 29147 section 7 and the
// project's rules (docs/rules.md). Words alone decide, so a part found means
// that the sentence is there, not that it is good. Any thread.

#pragma once

#include "base/result.h"
#include "formats/markdown.h"
#include "model/document.h"

namespace avouch::formats {

// Fails as ReadDocument does.
[[nodiscard]] Result<model::Document> ReadSecurityPolicy(const Path& path, BytesView bytes);

// Adds the parts of a disclosure policy found in `prose` to `document`.
void AddSecurityParts(const Prose& prose, model::Document& document);

}  // namespace avouch::formats
