// What several suppliers show, claim by claim, side by side: no order, no number
// that ranks. Pure; any thread.

#pragma once

#include <string>
#include <vector>

#include "report/hand_in.h"
#include "report/sheet.h"

namespace avouch::report {

// "by machine", "another system", "a person signed", "only said", "not shown",
// "not met", "does not apply".
[[nodiscard]] std::string ShownWords(const HandInClaim& claim);

// REQUIRES: at least one answer. Columns stand in the order given. `now`: when it is read; a
// signature that has ended by then says so.
[[nodiscard]] Sheet CompareSheet(const std::vector<HandIn>& answers, Time now);

}  // namespace avouch::report
