// The tables of a form, from whatever file it is: Word, Markdown or CSV.
//
// Merged cells are filled: one that covers columns stands in the first, one that goes
// on from the row above holds that row's text. Pure; any thread.

#pragma once

#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"

namespace avouch::formats {

struct GridRow {
  std::vector<std::string> cells;
  std::vector<bool> merged;  // Beside each cell: it goes on from the row above
  std::string where;         // "table 2, row 5"; "line 12"
};

struct FormGrid {
  std::vector<std::vector<GridRow>> tables;
  std::string title;               // The first paragraphs, in one line
  std::vector<std::string> notes;  // "macros: not run", one line each
};

// Which of them it is, is told by its bytes, and between Markdown and CSV by its name.
// Fails as ReadWordDocument and CsvReader do.
[[nodiscard]] Result<FormGrid> ReadFormGrid(const Path& path, BytesView bytes);

}  // namespace avouch::formats
