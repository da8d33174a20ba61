// The text of a Word file: its paragraphs and tables, in order.
//
// Spec: ISO/IEC 29500-1 (Transitional and Strict) as far as it says what a person
// reads: tracked insertions are read, tracked deletions are not; fields show their
// result; pictures, headers, footers and comments are counted and not read. Nothing in
// the file is run and nothing it points at is fetched. Pure; any thread.

#pragma once

#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace avouch::formats {

// Larger ones hold pictures, which are not read.
inline constexpr std::size_t kMaxWordBytes = std::size_t{64} << 20;

struct WordCell {
  std::string text;        // Paragraphs are lines; a link is "words <address>"
  int span = 1;            // Columns it covers
  bool continues = false;  // Merged with the cell above

  bool operator==(const WordCell&) const = default;
};

// A paragraph, or a table when it has rows. A table inside a cell is text of the cell, unless the
// outer one has a single column: then those of some rows stand here instead of it.
struct WordBlock {
  std::string text;
  std::string style;  // Of a paragraph: "Heading1"; empty: the usual one
  std::vector<std::vector<WordCell>> rows;

  bool operator==(const WordBlock&) const = default;
};

struct WordDocument {
  std::vector<WordBlock> blocks;
  long long pictures = 0, changes = 0, comments = 0, outside = 0;  // outside: files it points at
  bool macros = false;
};

[[nodiscard]] bool IsWordDocument(BytesView bytes);  // A ZIP archive with a Word document inside.

// Fails with kMalformed (no Word file, damaged), kTooLarge, or kUnsupported (encrypted; a
// document type declaration; no text at all, as in a scan). `where` is the part:
// "word/document.xml, line 1, column 40".
[[nodiscard]] Result<WordDocument> ReadWordDocument(BytesView bytes);

}  // namespace avouch::formats
