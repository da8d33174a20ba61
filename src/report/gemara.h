// One answer as a Gemara evaluation log.
//
// Spec: Gemara 1.4 EvaluationLog, as JSON, which is YAML too. An open claim is
// "Unknown", never "Failed". Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "report/hand_in.h"

namespace avouch::report {

// Fails with kMalformed when a value cannot be written.
[[nodiscard]] Result<Bytes> WriteGemara(const HandIn& what);

}  // namespace avouch::report
