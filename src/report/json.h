// check --format json: the answer for programs.
//
// Shape: docs/json.md and docs/schemas/check-v1.schema.json. Canonical bytes
// (RFC 8785, no final newline): the same on any machine. Pure; any thread.

#pragma once

#include <string>

#include "base/result.h"
#include "report/material.h"

namespace avouch::report {

// Fails with kMalformed when a number is outside +-2^53.
[[nodiscard]] Result<std::string> CheckJson(const Material& material, const Options& options);

}  // namespace avouch::report
