// A self-assessment form of ours as a Word document: per claim the verdict, the
// evidence and the argument; who answers, by which rules, and how to check it.
//
// Format: ISO/IEC 29500, transitional; no macro, no external relation. What
// formats/form.h reads of it is what was written. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "report/hand_in.h"

namespace avouch::report {

// Fails with kTooLarge for more than a document may hold.
[[nodiscard]] Result<Bytes> WriteFormDocx(const HandIn& what);

}  // namespace avouch::report
