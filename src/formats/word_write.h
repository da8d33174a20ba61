// Pieces of a Word document that are put into somebody else's: they name no style of
// their own, and take that of the cell they go into.
//
// Spec: ISO/IEC 29500-1, WordprocessingML. Pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/word_places.h"

namespace avouch::formats {

class WordWriter {
 public:
  // `prefix` as WordPlaces tells it: "w:".
  explicit WordWriter(std::string prefix) : prefix_(std::move(prefix)) {}

  // A paragraph for each line, as the cell's own first one looks; at least one.
  [[nodiscard]] std::string Paragraphs(const CellPlace& cell,
                                       const std::vector<std::string>& lines) const;
  // A row like `like`, with these lines in its cells; `heading`: `like` is one, and
  // its repetition on every page is left out.
  [[nodiscard]] std::string Row(const RowPlace& like,
                                const std::vector<std::vector<std::string>>& cells,
                                bool heading) const;

  [[nodiscard]] std::string Paragraph(std::string_view text) const;
  [[nodiscard]] std::string Strong(std::string_view text) const;
  [[nodiscard]] std::string PageBreak() const;
  // With thin lines; a line break in a cell begins a paragraph.
  [[nodiscard]] std::string Table(const std::vector<std::string>& headings,
                                  const std::vector<std::vector<std::string>>& rows) const;

 private:
  [[nodiscard]] std::string Tag(std::string_view name) const { return prefix_ + std::string(name); }
  // An attribute has a prefix also where elements have none.
  [[nodiscard]] std::string Attribute(std::string_view name) const {
    return (prefix_.empty() ? "w:" : prefix_) + std::string(name);
  }
  [[nodiscard]] std::string Wrap(std::string_view name, const std::string& inside) const;
  [[nodiscard]] std::string Line(std::string_view text, const std::string& paragraph,
                                 const std::string& run) const;

  std::string prefix_;
};

}  // namespace avouch::formats
