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

// REQUIRES: at least one answer. Columns stand in the order given.
[[nodiscard]] Sheet CompareSheet(const std::vector<HandIn>& answers);

}  // namespace avouch::report
