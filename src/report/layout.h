// A page of text: words wrapped to a width, rows of columns, colour when asked.
//
// Widths are columns of a terminal: wide characters take two, marks that join
// the one before take none. Every text that goes in is made printable first, so
// only this class writes escape sequences. One page belongs to one thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace avouch::report {

enum class Style { kPlain, kHeading, kBad, kGood, kOpen, kFaint };

// Columns that `text` takes.
[[nodiscard]] int WidthOf(std::string_view text);

// `text` cut into lines: words stay whole unless longer than a line. The first
// line may be of another width. Runs of spaces inside a line are kept.
// REQUIRES: both widths are positive. Never returns an empty list.
[[nodiscard]] std::vector<std::string> Wrap(std::string_view text, int first, int rest);

// `text` on one line of at most `width` columns, ending in "…" where it was cut.
[[nodiscard]] std::string Clip(std::string_view text, int width);

struct Cell {
  int width = 0;  // Columns; 0 = what is left of the line
  std::string text;
  Style style = Style::kPlain;
  bool right = false;     // Set against its right edge
  bool one_line = false;  // Cut instead of wrapped
};

// A place and what was found there.
struct PlaceRow {
  std::string place, text;
};

class Page {
 public:
  Page(int width, bool colour) : width_(width), colour_(colour) {}

  void Blank() { out_ += '\n'; }
  void Heading(std::string_view text, std::string_view beside = {});
  // A paragraph; lines after the first hang at `hanging`.
  void Text(std::string_view text, int indent, int hanging, Style style = Style::kPlain);
  void Text(std::string_view text, int indent = 0) { Text(text, indent, indent); }
  // Columns with two blanks between them. Where the last one would be narrower
  // than a word, the cells stand below each other.
  void Row(int indent, const std::vector<Cell>& cells);

  // Rows of cells on one line each, their columns as wide as what stands in them. Wider than `most`
  // columns (0 = as wide as it gets, for what goes to a file), the widest columns are cut.
  // REQUIRES: the rows have as many cells as each other. Widths of the cells do not count.
  void Table(int indent, const std::vector<std::vector<Cell>>& rows, int most);

  // Places in one column and their texts in the next; a place wider than `most`
  // stands on a line of its own, with its text below.
  void Places(int indent, const std::vector<PlaceRow>& rows, int most);

  [[nodiscard]] int width() const { return width_; }
  [[nodiscard]] std::string Take() && { return std::move(out_); }

 private:
  void Line(std::string text);
  [[nodiscard]] std::string Paint(std::string_view text, Style style) const;

  int width_;
  bool colour_;
  std::string out_;
};

}  // namespace avouch::report
