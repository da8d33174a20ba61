// Interviews and samples: what a person heard or found when they asked or looked.
//
// Shown beside the check whose topic they name, and never making it met. A sample that
// found something opens the check until a later one finds nothing. Pure; any thread.

#pragma once

#include <string_view>

#include "claims/check.h"

namespace avouch::claims {

// Nothing for a check without a topic.
void SeeExamined(const Inputs& in, std::string_view topic, Examination& examination);

}  // namespace avouch::claims
