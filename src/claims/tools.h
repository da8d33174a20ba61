// Tools and platforms that really build the product, and whether somebody still
// supports them on the day of the assessment.
//
// Pure; any thread.

#pragma once

#include <string>
#include <vector>

#include "claims/check.h"

namespace avouch::claims {

struct ToolUse {
  std::string product;  // As in the lifecycle table: "python", "node", "debian", "github-runner"
  std::string cycle;    // "3.12", "bookworm", "ubuntu-24.04"
  std::string text;     // As written: "node:18-alpine"
  model::Reach reach = model::Reach::kUnknown;
  model::Place place;
};

// Runners, base images and language versions of pipelines and containers, each
// (product, cycle, file) once, sorted.
[[nodiscard]] std::vector<ToolUse> ToolsUsed(const Inputs& in);

enum class SupportState { kSupported, kExtended, kEnded, kUnknown };
struct Support {
  SupportState state = SupportState::kUnknown;
  std::string ends, last;
};
// REQUIRES: dates of the table are valid or empty; its reader refuses others.
[[nodiscard]] Support SupportOf(const model::LifecycleTable& table, const ToolUse& tool, Time time);

// The review of the window, signed, over a list that has the tool in this version; null
// if none. Whether the list says that it is over is the review's own check.
[[nodiscard]] const model::Record* ReviewOf(const Inputs& in, const ToolUse& tool);

// A key that names a credential, with a value that is one: no expression, no
// placeholder, no throw-away value of a service on localhost.
[[nodiscard]] bool LooksLikeCredential(std::string_view key, std::string_view value);

}  // namespace avouch::claims
