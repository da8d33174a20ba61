// Findings of a check as rows of a text: each place once, each text once.
//
// Pure; any thread.

#pragma once

#include <cstddef>
#include <vector>

#include "model/assessment.h"
#include "report/layout.h"

namespace avouch::report {

struct PlaceRows {
  std::vector<PlaceRow> rows;
  long long left = 0;  // Places beyond them
};

// At most `most` rows; what several files share stands in one. Texts are cut
// where they grow long, unless `verbose`, which also names every line of a file.
[[nodiscard]] PlaceRows PlaceRowsOf(const model::CheckResult& check, std::size_t most,
                                    bool verbose);

// Writes them, and how many are left.
void WritePlaceRows(Page& page, int indent, const PlaceRows& rows);

}  // namespace avouch::report
