// The table of avouch.yaml: every key, what it may hold, and what it is for.
//
// Constants only; any thread.

#pragma once

#include "statement/shape.h"

namespace avouch::statement {

// A document that avouch.yaml names: its key, and the purpose it has in
// model::NamedDocument.
struct DocumentKey {
  std::string_view key, purpose;
};

[[nodiscard]] const Shape& ProductShape();
// Keys of the top level that name a document, in the order of the table.
[[nodiscard]] std::span<const DocumentKey> TopDocuments();

}  // namespace avouch::statement
