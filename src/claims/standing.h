// Whether a scanner's finding is dealt with: below our limit, accepted by somebody
// who may, silenced without a signature, or open.
//
// Pure; any thread.

#pragma once

#include "claims/check.h"
#include "claims/current.h"

namespace avouch::claims {

// Above our limit, or nobody knows; what a tool or a line of code silences with a
// reason is somebody's word without a signature, and stays open.
enum class Standing { kSettled, kSilenced, kUnknown, kOpen };
// A finding that a signed record accepts is kSettled; the check then rests on it.
[[nodiscard]] Standing StandingOf(const Inputs& in, Examination& examination,
                                  const model::ScanFinding& finding);

// Tells as missing what kUnknown and kSilenced lack; nothing for the others.
void SayOpen(Examination& examination, const model::ScanRun& run, const model::ScanFinding& finding,
             Standing standing);

}  // namespace avouch::claims
