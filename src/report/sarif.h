// check --format sarif: findings for code scanning.
//
// Spec: SARIF 2.1.0; GitHub's "SARIF support for code scanning" for the bounds.
// Rules are checks; results are findings with a place. Pure; any thread.

#pragma once

#include <string>

#include "base/result.h"
#include "report/material.h"

namespace avouch::report {

// What GitHub takes of one run; beyond it, it shows nothing or cuts at random.
inline constexpr std::size_t kMaxResults = 5000;  // Shown of 25,000 taken
inline constexpr std::size_t kMaxRules = 25000;
inline constexpr std::size_t kMaxTags = 20;
inline constexpr std::size_t kMaxMessage = 1024;  // Characters of a text

[[nodiscard]] Result<std::string> CheckSarif(const Material& material, const Options& options);

}  // namespace avouch::report
