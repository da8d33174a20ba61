// Text left from a template: "[Insert company]", TBD, REPLACE_WITH, addresses at
// example.com where a contact should stand.
//
// Rule 4 of the project's rules (docs/rules.md). Not leftovers: {{ x }}, ${x}
// and %s, which something fills in; boxes to tick; words of a link; code. A
// bracket counts only when its words are those of a form to fill in, so
// "[sic]", "[1]" and "[Unreleased]" do not. Any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/markdown.h"
#include "model/document.h"

namespace avouch::formats {

// The leftovers in one line of plain text, in order. Code spans are passed over.
[[nodiscard]] std::vector<std::string> LeftoversIn(std::string_view text);

// An address or URL at a domain that is nobody's: example.com, yourcompany.com.
[[nodiscard]] bool IsPlaceholderAddress(std::string_view address);

// All leftovers of a document, by line. With `contacts`, placeholder addresses
// count too: for documents that name whom to reach. At most kMaxLeftovers.
inline constexpr std::size_t kMaxLeftovers = 100;
[[nodiscard]] std::vector<model::Leftover> FindLeftovers(const Prose& prose, const Path& path,
                                                         bool contacts);

}  // namespace avouch::formats
