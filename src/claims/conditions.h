// What the condition of a job or a step says of when it runs: as far as the file itself
// decides it.
//
// Pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/pipeline.h"

namespace avouch::claims {

enum class RunsWhen {
  kNever,    // "false"
  kUnknown,  // What it asks, the file does not decide
  kAlways,   // Whenever the events asked for start it; of a matrix, in one run at least
};

// Where a condition is asked.
struct Occasion {
  const model::Job* job = nullptr;       // Its matrix and runners
  std::vector<model::Trigger> triggers;  // What starts it; asked to hold for each
  std::vector<std::string> beside;       // Conditions that hold already
  bool each_leg = false;                 // Asked to hold in every run of a matrix
};

// REQUIRES: occasion.job is set.
[[nodiscard]] RunsWhen WhenRuns(std::string_view condition, const Occasion& occasion);

// It goes on whatever became of what stands before it: "always()", "when: always".
[[nodiscard]] bool RunsAnyway(std::string_view condition);

}  // namespace avouch::claims
