// One answer as the lines of a form.
//
// Pure; any thread.

#pragma once

#include "model/form_fill.h"
#include "report/hand_in.h"

namespace avouch::report {

// Every line holds no line break.
[[nodiscard]] model::FormFill FillOf(const HandIn& what);

// "components (observation), of 2026-11-18, computed, for assessor, sha256:7c1e..."
[[nodiscard]] std::string EvidenceLine(const HandInEvidence& evidence);

}  // namespace avouch::report
