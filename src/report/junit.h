// One answer as JUnit XML, for systems that show test results and nothing else.
//
// A suite for each principle, a case for each claim: failed where not met, skipped
// where open or not applicable, with the reason. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "report/hand_in.h"

namespace avouch::report {

[[nodiscard]] Result<Bytes> WriteJunit(const HandIn& what);

}  // namespace avouch::report
