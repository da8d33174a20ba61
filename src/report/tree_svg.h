// A claim's argument as a drawing: claim on top, the ways to it below, checks
// at the ends. Boxes as in Goal Structuring Notation: a goal is a rectangle, a
// strategy a slanted one, what it rests on a circle.
//
// Laid out by ourselves with a table of letter widths, so the same bytes come
// out everywhere; no font is measured. Pure; any thread.

#pragma once

#include <string>

#include "model/assessment.h"
#include "report/html_node.h"

namespace avouch::report {

// `id` is unique in the page: ids inside begin with it.
[[nodiscard]] Html TreeSvg(const model::ClaimAnswer& answer, const std::string& claim,
                           const std::string& id);

// "all of these", "one of these", "each of these that there is something of".
[[nodiscard]] std::string_view JoinWords(model::ArgumentKind kind);

// Columns of a text in the drawing's font, in tenths of a pixel at 13 px.
[[nodiscard]] int DrawnWidth(std::string_view text);

}  // namespace avouch::report
