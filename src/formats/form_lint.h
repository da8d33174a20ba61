// What is wrong with a filled form, row by row.
//
// Every rule here is ours, not the Code's; a finding says what a reader would ask, and
// never that a claim is not met. Pure; any thread.

#pragma once

#include <vector>

#include "base/time.h"
#include "model/catalogue.h"
#include "model/form.h"

namespace avouch::formats {

// One document cited for more claims than this carries too many of them.
inline constexpr std::size_t kMostClaimsOfOneDocument = 5;

// In the form's order; what is of the whole form last.
[[nodiscard]] std::vector<model::FormFinding> LintForm(const model::Form& form,
                                                       const model::Catalogue& catalogue,
                                                       const model::FormWords& words, Time now);

}  // namespace avouch::formats
