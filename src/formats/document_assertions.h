// Sentences about this repository that its tree can confirm or contradict.
//
// Rule 5 of the project's rules (docs/rules.md). A sentence counts when it says
// that something is so here and now; advice, comparisons and features of the
// product ("you can use Renovate", "detects Dependabot") do not. Any thread.

#pragma once

#include <vector>

#include "formats/markdown.h"
#include "model/document.h"

namespace avouch::formats {

// Ids: dependabot-runs, renovate-runs, codeql-runs, releases-signed, lock-used,
// sbom-published. In the order of the text, each id once.
[[nodiscard]] std::vector<model::Assertion> FindAssertions(const Prose& prose, const Path& path);

}  // namespace avouch::formats
