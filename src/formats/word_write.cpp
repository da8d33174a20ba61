#include "formats/word_write.h"

#include <algorithm>

#include "base/text.h"
#include "syntax/xml_text.h"

namespace avouch::formats {

std::string WordWriter::Wrap(std::string_view name, const std::string& inside) const {
  return "<" + Tag(name) + ">" + inside + "</" + Tag(name) + ">";
}

std::string WordWriter::Line(std::string_view text, const std::string& paragraph,
                             const std::string& run) const {
  constexpr std::string_view kDigest = "sha256:";
  constexpr std::size_t kHex = 64;
  const auto piece = [&](std::string_view words, const std::string& looks) {
    return words.empty() ? std::string()
                         : Wrap("r", looks + "<" + Tag("t") + " xml:space=\"preserve\">" +
                                         syntax::XmlText(words) + "</" + Tag("t") + ">");
  };
  // Columns are narrow: digests are set small, and words as the cell has them.
  const std::string small = Wrap("rPr", "<" + Tag("sz") + " " + Attribute("val") + "=\"12\"/>");
  std::string out = paragraph;
  for (std::size_t at = text.find(kDigest); at != text.npos; at = text.find(kDigest)) {
    const std::size_t end = std::min(text.size(), at + kDigest.size() + kHex);
    out += piece(text.substr(0, at), run) + piece(text.substr(at, end - at), small);
    text.remove_prefix(end);
  }
  return Wrap("p", out + piece(text, run));
}

std::string WordWriter::Paragraphs(const CellPlace& cell,
                                   const std::vector<std::string>& lines) const {
  const std::string& run = cell.run.empty() ? cell.mark : cell.run;
  std::string out;
  for (const auto& line : lines) out += Line(line, cell.paragraph, run);
  return lines.empty() ? Line("", cell.paragraph, run) : out;
}

std::string WordWriter::Row(const RowPlace& like,
                            const std::vector<std::vector<std::string>>& cells,
                            bool heading) const {
  std::string inside = heading ? std::string() : like.properties;
  for (std::size_t i = 0; i < like.cells.size(); ++i) {
    CellPlace plain = like.cells[i];
    if (heading) plain.paragraph.clear(), plain.run.clear(), plain.mark.clear();
    inside +=
        Wrap("tc", (heading ? std::string() : plain.properties) +
                       Paragraphs(plain, i < cells.size() ? cells[i] : std::vector<std::string>()));
  }
  return Wrap("tr", inside);
}

std::string WordWriter::Paragraph(std::string_view text) const { return Line(text, {}, {}); }

std::string WordWriter::Strong(std::string_view text) const {
  return Line(text, Wrap("pPr", "<" + Tag("keepNext") + "/>"), Wrap("rPr", "<" + Tag("b") + "/>"));
}

std::string WordWriter::PageBreak() const {
  return Wrap("p", Wrap("r", "<" + Tag("br") + " " + Attribute("type") + "=\"page\"/>"));
}

std::string WordWriter::Table(const std::vector<std::string>& headings,
                              const std::vector<std::vector<std::string>>& rows) const {
  std::string borders;
  for (const char* side : {"top", "left", "bottom", "right", "insideH", "insideV"})
    borders += "<" + Tag(side) + " " + Attribute("val") + "=\"single\" " + Attribute("sz") +
               "=\"4\" " + Attribute("space") + "=\"0\" " + Attribute("color") + "=\"808080\"/>";
  std::string out =
      Wrap("tblPr", "<" + Tag("tblW") + " " + Attribute("w") + "=\"5000\" " + Attribute("type") +
                        "=\"pct\"/>" + Wrap("tblBorders", borders));
  std::string grid;
  for (std::size_t i = 0; i < headings.size(); ++i) grid += "<" + Tag("gridCol") + "/>";
  out += Wrap("tblGrid", grid);
  std::string head = Wrap("trPr", "<" + Tag("tblHeader") + "/>");
  for (const auto& heading : headings) head += Wrap("tc", Strong(heading));
  out += Wrap("tr", head);
  for (const auto& row : rows) {
    std::string cells;
    for (const auto& cell : row) {
      std::string lines;
      for (const auto line : Lines(cell)) lines += Paragraph(line);
      cells += Wrap("tc", lines.empty() ? Paragraph("") : lines);
    }
    out += Wrap("tr", cells);
  }
  // A table is never a body's last thing, and two that touch become one.
  return Wrap("tbl", out) + Paragraph("");
}

}  // namespace avouch::formats
