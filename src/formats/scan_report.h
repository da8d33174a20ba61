// What the readers of scanner reports share: severities, weaknesses, places and
// fingerprints out of words that each tool chooses itself.
//
// Spec: CVSS v3.1 section 5 for the bands of a number. Pure; any thread.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/path.h"
#include "model/results.h"
#include "syntax/node.h"

namespace avouch::formats {

// "Critical", "important", "MODERATE", "negligible" ...; kUnknown for a word nobody knows.
[[nodiscard]] model::Severity SeverityOfWord(std::string_view word);
// "9.8": 9 and above critical, 7 high, 4 medium, above 0 low, 0 none; nothing when it is no
// number from 0 to 10.
[[nodiscard]] std::optional<model::Severity> SeverityOfScore(std::string_view score);

// Adds "CWE-89" for "CWE-89", "external/cwe/cwe-089" or "CWE-89: SQL ..."; else nothing.
void AddWeakness(std::string_view text, std::vector<std::string>& weaknesses);

// One line of at most 300 bytes that cannot drive a terminal.
[[nodiscard]] std::string OneLine(std::string_view text);

// The path that a URI or path names, relative: "file:///a/b%20c" is "a/b c".
[[nodiscard]] Path PathOfUri(std::string_view uri);

// A fingerprint of ours, for a tool that gives none: no line number in it.
[[nodiscard]] std::string FingerprintOf(const model::ScanFinding& finding);

// A report's own time as RFC 3339 in UTC, or "" when it is none.
[[nodiscard]] std::string ReportTime(std::string_view text);

// Adds a finding, with its fingerprint; beyond kMaxScanFindings the run is partial instead.
void AddFinding(model::ScanFinding finding, model::ScanRun& run);

}  // namespace avouch::formats
