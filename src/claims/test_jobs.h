// Which jobs of pipelines run tests, and the pipeline that a name in the tree leads to.
//
// Pure; any thread.

#pragma once

#include <string>

#include "claims/check.h"
#include "claims/conditions.h"

namespace avouch::claims {

// A step that runs tests, and fails with them.
[[nodiscard]] bool IsRealTest(const model::Deed& deed);
// It runs tests of which it is not said whether their failure stops anything.
[[nodiscard]] bool IsDoubtfulTest(const model::Deed& deed);
// Somewhere in the job, unless it never runs.
[[nodiscard]] bool TestsHere(const model::Job& job);

// It runs something that may be tests, which this build does not read: "mage test:unit".
[[nodiscard]] bool RunsUnread(const model::Deed& deed);

// The pipeline of this path, or the action of this folder; null for none.
[[nodiscard]] const model::Pipeline* FindPipeline(const Inputs& in, const std::string& target);

}  // namespace avouch::claims
