// What gitleaks found, as its JSON report (version 7 and 8).
//
// Spec: github.com/gitleaks/gitleaks, report/finding.go. Secrets themselves are
// not taken along. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/results.h"

namespace avouch::formats {

// A JSON list of findings with the keys of either version. An empty list, or the null of version
// 7, says nothing of its maker: then the file's name must have "gitleaks" in it.
[[nodiscard]] bool IsGitleaks(const Path& path, BytesView bytes);

// The report tells neither version, commit, time, nor how much was looked through: whole_history
// stays false and the commit empty. Severities are unknown: a secret has none.
// Fails with kMalformed on anything but a list of findings or null.
[[nodiscard]] Result<model::ScanRun> ReadGitleaks(const Path& path, BytesView bytes);

}  // namespace avouch::formats
