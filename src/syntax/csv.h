// CSV rows out of bytes, one at a time: RFC 4180 as spreadsheets and services
// really write it.
//
// Spec: RFC 4180 section 2, and beyond it: a byte order mark; LF, CR LF or CR;
// ',' ';' or tab, told by the first line or by Excel's "sep=;" line; UTF-16 with
// its mark (what Excel calls Unicode text). Other encodings are refused, since a
// name half read would join nobody. A formula is text like any other: whoever
// writes cells out again neutralises it. One reader belongs to one thread.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace avouch::syntax {

// One line of the table. Cells live until the next call of Next.
struct CsvRow {
  std::uint32_t line = 0;  // 1-based, on which it starts; a quoted cell may hold further lines
  std::span<const std::string_view> cells;

  // All cells empty, as spreadsheets leave them behind a table.
  [[nodiscard]] bool blank() const {
    for (const auto cell : cells)
      if (!cell.empty()) return false;
    return true;
  }
};

class CsvReader {
 public:
  // `bytes` must outlive the reader. Fails with kTooLarge beyond kMaxDocumentBytes, with
  // kMalformed on bytes that are not UTF-8 or marked UTF-16, or that hold a NUL.
  [[nodiscard]] static Result<CsvReader> Open(BytesView bytes);

  // Reads the next row; false at the end. Lines without a character are no rows.
  // Fails with kMalformed (a quote that never ends, text behind a closing quote) and
  // kTooLarge (limits.h); `where` is "line 3". After a failure there are no more rows.
  [[nodiscard]] Result<bool> Next(CsvRow& row);

  [[nodiscard]] char separator() const { return separator_; }

 private:
  CsvReader() = default;
  [[nodiscard]] Status ReadCell();
  [[nodiscard]] Status ReadQuoted(std::uint32_t opened);
  void TakeLineEnd();
  [[nodiscard]] std::string_view left() const { return text().substr(at_); }
  [[nodiscard]] std::string_view text() const {
    return converted_.empty() ? borrowed_ : std::string_view(converted_);
  }

  std::string_view borrowed_;
  std::string converted_;  // From UTF-16; empty when `borrowed_` is what is read
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  char separator_ = ',';
  // A cell is bytes of the text, or, where it held "", of `unquoted_`.
  struct Cell {
    std::size_t start, size;
    bool unquoted;
  };
  std::vector<Cell> found_;
  std::vector<std::string_view> cells_;
  std::string unquoted_;
};

}  // namespace avouch::syntax
