// Dates as people write them in forms.
//
// Pure; any thread.

#pragma once

#include <string_view>
#include <vector>

#include "base/time.h"

namespace avouch::formats {

struct WrittenDate {
  Time on;
  bool ends = false;  // The words before it say that something ends: "valid until"
};

// "2026-11-02", "2 November 2026", "2nd Nov 2026", "November 2, 2026", "November 2026" (its
// last day), "02/11/2026" (day first, unless it cannot be). In order.
[[nodiscard]] std::vector<WrittenDate> DatesIn(std::string_view text);

}  // namespace avouch::formats
