// One answer as OSCAL assessment results, and the Code as an OSCAL catalogue.
//
// Spec: NIST OSCAL 1.2.1, JSON. A finding is written where a claim is met or not
// met; an open one is an observation by an unknown method, since the format has no
// third state. UUIDs follow from what they name. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "model/catalogue.h"
#include "report/hand_in.h"

namespace avouch::report {

// Fails with kMalformed when a value cannot be written.
[[nodiscard]] Result<Bytes> WriteOscalResults(const HandIn& what);
[[nodiscard]] Result<Bytes> WriteOscalCatalogue(const model::Catalogue& catalogue);

}  // namespace avouch::report
