// "None between two days, and this is where I looked": incidents and vulnerabilities.
//
// Ours: it spans a month, reaches close to the assessment, and nothing that is recorded
// falls into it. Claims 3.4.1, 3.4.2, 3.5.1, 3.5.2 and 4.3.2. Pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "claims/check.h"

namespace avouch::claims {

// When one knew of it; the record's own day when it says no other.
[[nodiscard]] std::string KnownAt(const model::Record& record);

// A signed period of `kind` with none of `members` in it that reaches close to now; the
// check rests on it. What the newest lacks is told.
bool NoneInPeriod(const Inputs& in, Examination& examination, model::RecordKind kind,
                  const std::vector<const model::Record*>& members, std::string_view what);

}  // namespace avouch::claims
