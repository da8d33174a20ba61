// Inside a paragraph: links, code spans, emphasis, tags and entities.
//
// Linear: every look ahead is bounded. Any thread.

#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "formats/markdown.h"

namespace avouch::formats {

struct InlineLink {
  std::string words, target;
  std::size_t offset = 0;  // In InlineText::text
};

struct InlineText {
  std::string text;
  std::vector<std::size_t> source;  // For each byte of text, its offset in the input
  std::vector<InlineLink> links;
};

// Label in lower case to target: "[label]: target" lines.
using LinkLabels = std::unordered_map<std::string, std::string>;

[[nodiscard]] InlineText ReadInline(std::string_view input, Markup markup,
                                    const LinkLabels& labels);

}  // namespace avouch::formats
