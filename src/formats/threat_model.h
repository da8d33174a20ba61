// Threat models: what could go wrong with which part, and what was decided.
//
// Read: Markdown tables (columns by what their heads say, in any order), prose
// with threats per component, OTM 0.1 and 0.2 (otm.h), OWASP Threat Dragon 1 and
// 2 (threat_dragon.h). Known by their form and said to be unread: Threagile,
// Microsoft TMT, pytm, CycloneDX models, the threat model library's, draw.io.
// A model that can be read and holds nothing is an empty ThreatModel, no error.
// Pure; any thread.

#pragma once

#include <string_view>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/paper.h"

namespace avouch::formats {

// Threats and names kept of one model, each; the largest seen has 400. What is
// beyond is said in `left`.
inline constexpr std::size_t kMaxThreats = 10'000;

// By content first, then by name. `format` is "table", "prose", "otm",
// "threat-dragon"; of an unread one "threagile", "mstmt", "pytm", "cyclonedx",
// "threat-model-library" or "drawio", with the reason in `left`.
// Fails with kUnsupported (no text; JSON, YAML or XML of no form we know),
// kMalformed (JSON or YAML that is none) and kTooLarge.
[[nodiscard]] Result<model::ThreatModel> ReadThreatModel(const Path& path, BytesView bytes);

// A document as a threat model: tables and prose, never a failure.
// REQUIRES: bytes.size() <= kMaxProseBytes.
[[nodiscard]] model::ThreatModel ReadThreatProse(const Path& path, BytesView bytes);

// Sorts names, drops repeated ones, and holds all to kMaxThreats.
void Tidy(model::ThreatModel& model);

}  // namespace avouch::formats
