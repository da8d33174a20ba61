// An assessment read back from its canonical bytes.
//
// Spec: statement/observation.h, WriteAssessment: verdicts, outcomes and ids;
// findings and prose are in the details. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "model/assessment.h"

namespace avouch::statement {

// What was not written is empty: of a check, all but its id and outcome.
// Accepts exactly what WriteAssessment writes. Fails with kMalformed.
[[nodiscard]] Result<model::Assessment> ReadAssessment(BytesView json);

}  // namespace avouch::statement
