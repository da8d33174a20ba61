#include "formats/word_write.h"

#include "base/text.h"
#include "syntax/xml_text.h"

namespace avouch::formats {

std::string WordWriter::Wrap(std::string_view name, const std::string& inside) const {
  return "<" + Tag(name) + ">" + inside + "</" + Tag(name) + ">";
}

std::string WordWriter::Line(std::string_view text, const std::string& paragraph,
                             const std::string& run) const {
  const std::string inside =
      "<" + Tag("t") + " xml:space=\"preserve\">" + syntax::XmlText(text) + "</" + Tag("t") + ">";
  return Wrap("p", paragraph + (text.empty() ? "" : Wrap("r", run + inside)));
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
  const std::string type = (prefix_.empty() ? std::string("w:") : prefix_) + "type=\"page\"/>";
  return Wrap("p", Wrap("r", "<" + Tag("br") + " " + type));
}

std::string WordWriter::Table(const std::vector<std::string>& headings,
                              const std::vector<std::vector<std::string>>& rows) const {
  const std::string at = prefix_.empty() ? "w:" : prefix_;
  std::string borders;
  for (const char* side : {"top", "left", "bottom", "right", "insideH", "insideV"})
    borders += "<" + Tag(side) + " " + at + "val=\"single\" " + at + "sz=\"4\" " + at +
               "space=\"0\" " + at + "color=\"808080\"/>";
  std::string out = Wrap("tblPr", "<" + Tag("tblW") + " " + at + "w=\"5000\" " + at +
                                      "type=\"pct\"/>" + Wrap("tblBorders", borders));
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
