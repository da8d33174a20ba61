// What records in a bundle tell everybody who holds it: gaps and their owners, releases.
//
// A record travels when its `visibility:` lets it (docs/records.md): the vendor's choice,
// record by record. People are told by role. Pure; any thread.

#pragma once

#include "report/trust_centre.h"
#include "verify/bundle.h"

namespace avouch::app {

// Who owns a gap, by role, and the newest word on it: a record's that travels, else that of
// the verdicts.
void SetGaps(const verify::Proof& proof, report::HandIn& what);

// Adds the releases that records tell of, each once by its version.
void AddToldReleases(const verify::Proof& proof, report::CentreProduct& out);

}  // namespace avouch::app
