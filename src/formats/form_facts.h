// What a form says about itself: who assessed what, and when; and what is left in it
// of a template.
//
// Pure; any thread.

#pragma once

#include <string>
#include <string_view>

#include "model/form.h"

namespace avouch::formats {

using FormFact = std::string model::Form::*;

// The fact that stands beside `key` in a table of two columns, below a heading
// `about`; both as PlainWords writes them. Null: none that is known.
[[nodiscard]] FormFact FormFactOf(std::string_view key, std::string_view about);

// "[Insert evidence]", "Click or tap here to enter text.", "TBC".
[[nodiscard]] bool HoldsTemplateText(std::string_view text);

}  // namespace avouch::formats
