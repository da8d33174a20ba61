// Documents to start from: short texts of our own with [blanks] to fill in, for
// an organisation that has none yet. Unfilled, they are evidence of nothing: the
// blanks are found as left from a template.
//
// Constants only, embedded from catalogues/documents; any thread.

#pragma once

#include <span>
#include <string_view>

namespace avouch::statement {

struct StartingDocument {
  std::string_view purpose;  // Its key under documents: of avouch.org.yaml
  std::string_view path;     // Below the organisation's folder: "documents/disclosure.md"
  std::string_view says;     // One line for people
};

[[nodiscard]] std::span<const StartingDocument> StartingDocuments();

// The Markdown of one, front matter on top.
[[nodiscard]] std::string_view TextOf(const StartingDocument& document);

}  // namespace avouch::statement
