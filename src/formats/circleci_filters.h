// When a job of a CircleCI workflow runs: its filters, and those of the jobs that it
// waits for.
//
// Spec: CircleCI's "Configuration reference" (filters, requires, triggers). A job whose
// required job is filtered out does not run; for tags a job runs only when it says so.
// Pure; any thread.

#pragma once

#include <string>
#include <vector>

#include "model/pipeline.h"
#include "syntax/node.h"

namespace avouch::formats {

struct CircleFilter {
  std::vector<std::string> only, ignore;  // Branches; both empty = all
  bool branches = true;                   // False: for no branch
  std::vector<std::string> tags;          // Patterns; empty = for no tag
};

// The value of filters: of one job of a workflow.
[[nodiscard]] CircleFilter ReadCircleFilter(const syntax::Node& filters);

// Leaves of `own` what runs where `needed` runs too; returns whether that changed it.
bool Narrow(CircleFilter& own, const CircleFilter& needed);

// A push to branches, and tags; in a workflow on a schedule nothing but that. What
// stands behind an approval is started `by_hand`.
[[nodiscard]] std::vector<model::Trigger> CircleTriggers(const CircleFilter& filter, bool scheduled,
                                                         bool by_hand, const model::Place& place);

}  // namespace avouch::formats
