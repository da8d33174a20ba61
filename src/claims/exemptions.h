// Which exemptions count: whoever decides, and whoever decides again, asks here.
//
// Pure; any thread.

#pragma once

#include <string_view>
#include <vector>

#include "base/time.h"
#include "model/organisation.h"

namespace avouch::claims {

// Those for this product at that time: signed by a Senior Responsible Owner,
// approved by a person with that duty, with a reason, not over.
[[nodiscard]] std::vector<model::Exemption> ExemptionsThatCount(
    const model::Organisation& organisation, std::string_view product, Time at);

}  // namespace avouch::claims
