// OWASP Threat Dragon models, versions 1 and 2, as JSON.
//
// Spec: threat-dragon-v1 and -v2 schemas: summary, detail.diagrams[], cells
// (version 1 under diagramJson). A threat is decided when its status is
// "Mitigated" or "Not Applicable"; "Open" is not, whatever else it says. Any thread.

#pragma once

#include "base/path.h"
#include "base/result.h"
#include "model/paper.h"
#include "syntax/node.h"

namespace avouch::formats {

// True for a map with a summary and a detail.
[[nodiscard]] bool IsThreatDragon(const syntax::Node& root);

// Elements out of scope are components as well; threats on them count.
// Fails with kMalformed when diagrams or cells are no list, or the summary has
// no title, at "file:line".
[[nodiscard]] Result<model::ThreatModel> ReadThreatDragon(const Path& path,
                                                          const syntax::Node& root);

}  // namespace avouch::formats
