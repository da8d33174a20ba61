// Where in the text of a Word document its tables, rows and cells stand, so that a
// cell can be filled and every other byte stays as it is.
//
// Counts rows and cells as word_document.h reads them: tables of the body, without
// what is deleted or there a second time. For text that syntax/xml.h has read, so
// every tag has its end. Pure; any thread.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace avouch::formats {

struct CellPlace {
  std::size_t from = 0, to = 0;  // Its content, behind its properties; 0, 0: cannot be filled
  std::string properties;        // w:tcPr, as written; or empty
  std::string paragraph;         // w:pPr of its first paragraph; or empty
  std::string run, mark;  // w:rPr of its first run, and of its first paragraph's mark; or empty
};

struct RowPlace {
  std::size_t from = 0, to = 0;  // With its tags
  std::string properties;        // w:trPr, as written; or empty
  std::vector<CellPlace> cells;
};

struct TablePlace {
  std::size_t to = 0;      // Before its end tag
  std::string properties;  // w:tblPr, as written
  std::vector<RowPlace> rows;
};

struct WordPlaces {
  std::string prefix;              // "w:", as the document writes it; may be empty
  std::vector<TablePlace> tables;  // Those with rows
  std::size_t end = 0;  // Where the body's text ends, before its last section's properties
};

// Fails with kMalformed for a document without a body, or tags that do not match.
[[nodiscard]] Result<WordPlaces> FindWordPlaces(BytesView xml);

}  // namespace avouch::formats
