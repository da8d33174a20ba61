// The numbers of policy: that an organisation states, as a table and as values.
//
// Constants and pure functions; any thread.

#pragma once

#include "model/organisation.h"
#include "statement/shape.h"

namespace avouch::statement {

[[nodiscard]] const Shape& OrganisationPolicyShape();

// REQUIRES: CheckShape(policy, OrganisationPolicyShape()) holds, or `policy` is absent.
[[nodiscard]] model::OrganisationPolicy ReadOrganisationPolicy(const syntax::Node& policy);

// Seconds that a value of form kDuration stands for; 0 for other text.
[[nodiscard]] long long SecondsOf(std::string_view duration);

}  // namespace avouch::statement
