#include "report/sheet_docx.h"

#include <algorithm>

#include "base/text.h"
#include "report/word_xml.h"

namespace avouch::report {
namespace {

constexpr int kCharacter = 105;   // Twentieths of a point that one of a table's text takes
constexpr int kMargins = 170;     // Left and right in a cell
constexpr int kLeastOpen = 2400;  // Of a column that takes what is left

std::vector<std::string> LinesOf(std::string_view text) {
  std::vector<std::string> out;
  for (const std::string_view line : Lines(text))
    if (!Trim(line).empty()) out.emplace_back(Trim(line));
  return out;
}

// Widths in characters to those of the page; what is left goes to the columns of width 0.
std::vector<int> WidthsOf(const SheetTable& table) {
  std::vector<int> out;
  int open = 0, taken = 0;
  for (const int width : table.widths) {
    out.push_back(width == 0 ? 0 : width * kCharacter + kMargins);
    taken += out.back();
    open += width == 0 ? 1 : 0;
  }
  const int left = std::max(kWordPageWidth - taken, open * kLeastOpen);
  for (int& width : out)
    if (width == 0) width = left / open;
  int all = 0;
  for (const int width : out) all += width;
  for (int& width : out) width = static_cast<int>(1LL * width * kWordPageWidth / std::max(all, 1));
  return out;
}

void AddTable(WordBody& body, const SheetTable& table) {
  const bool named =
      std::ranges::any_of(table.head, [](const auto& name) { return !name.empty(); });
  body.StartTable(WidthsOf(table), named ? table.head : std::vector<std::string>());
  for (const auto& cells : table.rows) {
    std::vector<WordCell> row;
    for (const auto& cell : cells)
      row.push_back({LinesOf(cell), &cell == &cells.front() ? "CellStrong" : ""});
    body.Row(row);
  }
  body.EndTable();
}

// Two tables in a row would be one, and a document does not end with one.
bool StandsApart(const Sheet& sheet, std::size_t part) {
  return part + 1 < sheet.parts.size() && !sheet.parts[part + 1].heading.empty();
}

}  // namespace

Result<Bytes> SheetDocx(const Sheet& sheet, const std::string& creator, Time created) {
  WordBody body;
  body.Paragraph(sheet.title, "Title");
  if (!sheet.beside.empty()) body.Paragraph(sheet.beside, "Subtitle");
  for (std::size_t i = 0; i < sheet.parts.size(); ++i) {
    const auto& part = sheet.parts[i];
    const bool table = !part.table.rows.empty();
    if (!part.heading.empty()) body.Paragraph(part.heading, "Heading1");
    for (const auto& one : part.paragraphs)
      body.Paragraph(one, table && part.points.empty() ? "BeforeTable" : "");
    for (const auto& one : part.points) body.Paragraph("\xE2\x80\xA2 " + one, "Point");
    if (!table) continue;
    AddTable(body, part.table);
    if (!StandsApart(sheet, i)) body.Paragraph("");
  }
  return WordPackage(std::move(body).Text(), {sheet.title, creator, sheet.title, created});
}

}  // namespace avouch::report
