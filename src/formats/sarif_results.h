// Results of analysers as SARIF 2.1.0.
//
// Spec: SARIF 2.1.0 (OASIS), sections 3.14 run, 3.20 invocation, 3.27 result,
// 3.35 suppression; GitHub's "security-severity" and CWE tags. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/results.h"

namespace avouch::formats {

// JSON with a version and runs; any version, so that an old one is refused by its name.
[[nodiscard]] bool IsSarif(BytesView bytes);

// One ScanRun for each run. A finding is a result of kind fail, open or review that the baseline
// does not call gone. Its severity: security-severity of the result, else of its rule; else its
// level, else the rule's, else warning: error is high, warning medium, note low (ours). A run
// whose results are absent, elsewhere or disturbed by an error is partial; one that says it did
// not succeed has not ended well. Suppressed only when no suppression waits or was rejected.
// The commit is the one revision that all of versionControlProvenance names, in full.
// Left: what an invocation overrides of a rule's level; code flows, fixes, graphs.
// Fails with kMalformed (no JSON, no runs), kUnsupported (a version that is not 2.1.0).
[[nodiscard]] Result<std::vector<model::ScanRun>> ReadSarif(const Path& path, BytesView bytes);

}  // namespace avouch::formats
