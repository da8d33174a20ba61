// Open Threat Model, as YAML or JSON.
//
// Spec: OTM 0.1 and 0.2, sections components, dataflows, threats, mitigations. A
// threat counts once for each component or flow that carries it, and once alone
// when none does. It is decided when its state says so, or a mitigation of it is
// required, planned or implemented. Any thread.

#pragma once

#include "base/path.h"
#include "base/result.h"
#include "model/paper.h"
#include "syntax/node.h"

namespace avouch::formats {

// True for a map with an otmVersion.
[[nodiscard]] bool IsOtm(const syntax::Node& root);

// A part that names another that is not there is told in `left`.
// Fails with kMalformed when `project` is missing, or a list is something else,
// at "file:line".
[[nodiscard]] Result<model::ThreatModel> ReadOtm(const Path& path, const syntax::Node& root);

}  // namespace avouch::formats
