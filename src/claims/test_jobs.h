// Which jobs of pipelines run tests, and the pipeline that a name in the tree leads to.
//
// Pure; any thread.

#pragma once

#include <string>

#include "claims/check.h"

namespace avouch::claims {

// A step that runs tests, and fails with them.
[[nodiscard]] bool IsRealTest(const model::Deed& deed);
[[nodiscard]] bool TestsHere(const model::Job& job);

// The pipeline of this path, or the action of this folder; null for none.
[[nodiscard]] const model::Pipeline* FindPipeline(const Inputs& in, const std::string& target);

}  // namespace avouch::claims
