// A Word document as text: paragraphs and tables, and the package around them.
//
// Spec: ISO/IEC 29500-1 transitional, WordprocessingML; 29500-2, packages. The same
// calls make the same bytes. No macro, no field that fetches, no external relation.
// One builder belongs to one thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "base/time.h"

namespace avouch::report {

struct WordCell {
  std::vector<std::string> lines;  // A paragraph each
  std::string_view style = {};     // Of its paragraphs: a name in word_styles.h
  int span = 1;                    // Columns it covers
  std::string_view fill = {};      // Background, "E7ECF0"; empty: none
};

class WordBody {
 public:
  // `style` as in word_styles.h: "Title", "Heading1", "Note", ...; empty: the usual one.
  void Paragraph(std::string_view text, std::string_view style = {});
  // `widths` of the columns, in twentieths of a point; `headings` is repeated on each
  // page, and may be empty.
  void StartTable(const std::vector<int>& widths, const std::vector<std::string>& headings);
  void Row(const std::vector<WordCell>& cells);
  void EndTable();

  [[nodiscard]] std::string Text() && { return std::move(out_); }

 private:
  void Cell(const WordCell& cell, int width);

  std::string out_;
  std::vector<int> widths_;
};

struct WordProperties {
  std::string title, creator, footer;
  Time created;
};

inline constexpr int kWordPageWidth = 15136;  // Between the margins, twentieths of a point

// The whole file. Fails with kTooLarge as WriteZip does.
[[nodiscard]] Result<Bytes> WordPackage(std::string body, const WordProperties& properties);

}  // namespace avouch::report
