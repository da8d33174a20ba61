// Test plans: kinds of test, requirement ids, and the parts a plan has.
//
// A kind counts when a heading with something below it, an item of a list or a
// cell of a table names it, and that place does not say that it is left out. Any
// thread.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/paper.h"

namespace avouch::formats {

// Every kind that a plan can name, sorted: "acceptance", "accessibility",
// "composition", "dynamic", "end-to-end", "fuzz", "integration", "load",
// "penetration", "regression", "review", "secrets", "smoke", "static", "unit",
// "usability".
[[nodiscard]] std::span<const std::string_view> TestKinds();

// The kinds that words name: "Fuzzing and SAST" is {"fuzz", "static"}. Sorted.
[[nodiscard]] std::vector<std::string> TestKindsIn(std::string_view words);

// `ids` is the pattern of requirement ids, or "" for the regular form ABC-123.
// Fails with kTooLarge beyond kMaxProseBytes, kUnsupported when it is no text,
// kConfiguration when `ids` is no pattern.
[[nodiscard]] Result<model::TestPlan> ReadTestPlan(const Path& path, BytesView bytes,
                                                   std::string_view ids);

}  // namespace avouch::formats
