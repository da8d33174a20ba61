// One answer as in-toto statements, unsigned: what was verified, and by what rules.
//
// Spec: in-toto Statement v1 with the predicates SVR v0.2 and SLSA VSA v1. Only
// claims that are met are named: what is not named is not said to have failed.
// Sign one with any DSSE signer. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "report/hand_in.h"

namespace avouch::report {

// Fails with kUnsupported when no commit is told (there is nothing to name), with
// kMalformed when a value cannot be written.
[[nodiscard]] Result<Bytes> WriteSvr(const HandIn& what);
// PASSED only when every claim is met or, with its reason, not applicable.
[[nodiscard]] Result<Bytes> WriteVsa(const HandIn& what);

}  // namespace avouch::report
