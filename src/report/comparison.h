// What a change made better or worse: two assessments under the same rules.
//
// DESIGN: "--since": new is a deciding finding whose fingerprint the base lacks,
// or a loosened policy. Pure; any thread.

#pragma once

#include <string>
#include <vector>

#include "model/assessment.h"

namespace avouch::report {

struct Comparison {
  std::string base;                   // Commit, hex
  std::vector<model::Finding> fresh;  // Deciding ones that the base lacks, in the order of claims
  std::vector<model::Finding> gone;   // Deciding ones that only the base has
  std::vector<std::string> loosened;  // "fix-high-days: 14 to 30", one line each, sorted

  [[nodiscard]] bool worse() const { return !fresh.empty() || !loosened.empty(); }
};

// `base` and `now` were decided with the same time, catalogue and rules. Each
// finding is named once, though several claims may rest on its check.
[[nodiscard]] Comparison Compare(const model::Assessment& base, const model::Assessment& now);

// What `now` allows and `base` did not: longer limits, more left out, a weaker
// gate, a scope or a delivery that asks less.
[[nodiscard]] std::vector<std::string> Loosened(const model::Policy& base_policy,
                                                const model::Product& base,
                                                const model::Policy& policy,
                                                const model::Product& now);

}  // namespace avouch::report
