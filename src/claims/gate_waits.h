// What a job that publishes is known to wait for.
//
// Pure; any thread.

#pragma once

#include "claims/check.h"

namespace avouch::claims {

enum class Waits { kNo, kYes, kUnknown };

// Where a job publishes. REQUIRES: all three are of the inputs, the step of the job.
struct ReleaseStep {
  const model::Job* job = nullptr;
  const model::Step* step = nullptr;
  const model::Deed* deed = nullptr;
};

// Whether tests must have passed before it publishes: in the job before that, in the jobs it needs,
// in what calls it, in the workflows after which it runs.
[[nodiscard]] Waits WaitsFor(const Inputs& in, const model::Pipeline& pipeline,
                             const ReleaseStep& release);

// A queue that tests before it merges stands before the branches that this
// pipeline publishes from. Whether they take only what passed, the forge knows.
[[nodiscard]] bool IsBehindAQueue(const Inputs& in, const model::Pipeline& pipeline);

// Every trigger is of this event, and there is one.
[[nodiscard]] bool OnlyOn(const std::vector<model::Trigger>& triggers, model::Event event);
// Started by proposed changes alone.
[[nodiscard]] bool OnlyOnProposals(const model::Pipeline& pipeline);

}  // namespace avouch::claims
