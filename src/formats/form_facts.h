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

// "Nobody has signed this", as our own unsigned form says; "unsigned". REQUIRES: `words` as
// PlainWords writes them.
[[nodiscard]] bool SaysNobody(std::string_view words);

// The evidence of a row without the lines that only repeat another form.
[[nodiscard]] std::string WithoutRepeated(const std::string& evidence);

// "[Insert evidence]", "Click or tap here to enter text.", "TBC".
[[nodiscard]] bool HoldsTemplateText(std::string_view text);

}  // namespace avouch::formats
