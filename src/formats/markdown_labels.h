// Labels of links, and where they lead: "[label]: target", ".. _label: target".
//
// Spec: CommonMark, "Link reference definitions"; reStructuredText, "Hyperlink
// targets". Pure; any thread.

#pragma once

#include <span>
#include <string_view>

#include "formats/markdown_inline.h"

namespace avouch::formats {

// "[label]: target"; no footnote.
[[nodiscard]] bool IsLabelLine(std::string_view line);

// Those of a text's lines, wherever they stand; the first of several counts.
[[nodiscard]] LinkLabels LabelsOf(std::span<const std::string_view> lines);

}  // namespace avouch::formats
