// Vulnerabilities that grype matched, as its JSON report.
//
// Spec: github.com/anchore/grype, presenter/models. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/results.h"

namespace avouch::formats {

[[nodiscard]] bool IsGrype(BytesView bytes);  // JSON with matches and a descriptor named grype.

// `data_at` is when its database was built, where the report says so. Matches that grype's own
// configuration ignores are suppressed findings. Negligible is low; Unknown stays unknown.
// Fails with kMalformed when it is no JSON or has no list of matches.
[[nodiscard]] Result<model::ScanRun> ReadGrype(const Path& path, BytesView bytes);

}  // namespace avouch::formats
