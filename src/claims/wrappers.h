// Whether a pipeline checks the wrapper of the build tool Gradle against its maker's list of
// digests, whatever is proposed or pushed.
//
// Sources: github.com/gradle/actions, "wrapper-validation" and "setup-gradle" (which does the same
// from its fourth version on). Only the reference itself says which version a step runs: what a
// comment behind a commit says, nobody holds to. Pure; any thread.

#pragma once

#include <string>

#include "model/component.h"
#include "model/pipeline.h"

namespace avouch::claims {

struct WrapperCheck {
  bool sure = false;
  std::string lacks;  // Where it is not: what the step that comes nearest leaves open; may be empty
};

[[nodiscard]] WrapperCheck CheckOfWrappers(const model::PipelineFacts& pipelines);

// The only name that such a step looks for.
[[nodiscard]] bool IsGradleWrapper(const model::Component& component);

}  // namespace avouch::claims
