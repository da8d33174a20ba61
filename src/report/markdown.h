// check --format markdown: a comment under a pull request. Short, details folded.
//
// GitHub Flavored Markdown. Text from evidence is escaped so that it can make no
// link, image, mention, heading or markup. Pure; any thread.

#pragma once

#include <string>
#include <string_view>

#include "report/material.h"

namespace avouch::report {

// A forge refuses comments above 65,536 characters; the rest is left out in sight.
inline constexpr std::size_t kMaxComment = 60000;

[[nodiscard]] std::string CheckMarkdown(const Material& material, const Options& options);

// `text` as one line of Markdown that shows exactly these characters.
[[nodiscard]] std::string EscapeMarkdown(std::string_view text);

}  // namespace avouch::report
