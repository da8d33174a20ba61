#include "formats/form_grid.h"

#include <algorithm>

#include "base/text.h"
#include "formats/markdown.h"
#include "formats/word_document.h"
#include "syntax/csv.h"

namespace avouch::formats {
namespace {

constexpr std::size_t kMaxTitle = 400;

void AddToTitle(std::string_view text, FormGrid& out) {
  if (out.title.size() < kMaxTitle)
    out.title += (out.title.empty() ? "" : " ") + ReplaceAll(text, "\n", " ");
}

std::vector<GridRow> GridOf(const WordBlock& table, std::size_t number) {
  std::vector<GridRow> out;
  for (const auto& row : table.rows) {
    GridRow line;
    line.where = "table " + std::to_string(number) + ", row " + std::to_string(out.size() + 1);
    for (const auto& cell : row) {
      const std::size_t column = line.cells.size();
      const bool above = cell.continues && !out.empty() && column < out.back().cells.size();
      line.cells.push_back(above ? out.back().cells[column] : cell.text);
      line.merged.push_back(above);
      for (int i = 1; i < cell.span; ++i) {
        line.cells.emplace_back();
        line.merged.push_back(false);
      }
    }
    out.push_back(std::move(line));
  }
  return out;
}

Result<FormGrid> OfWord(BytesView bytes) {
  AVOUCH_TRY(const WordDocument document, ReadWordDocument(bytes));
  FormGrid out;
  for (const auto& block : document.blocks) {
    if (!block.rows.empty())
      out.tables.push_back(GridOf(block, out.tables.size() + 1));
    else if (out.tables.empty())
      AddToTitle(block.text, out);
  }
  if (document.macros) out.notes.emplace_back("it holds macros; they were neither run nor read");
  if (document.outside > 0)
    out.notes.push_back("it points at " + Count("file", document.outside) +
                        " elsewhere, which nobody fetched");
  if (document.changes > 0)
    out.notes.push_back(Count("tracked change", document.changes) +
                        ", read as if accepted: accept or reject them");
  if (document.comments > 0)
    out.notes.push_back(Count("comment", document.comments) + ", not read");
  if (document.pictures > 0)
    out.notes.push_back(Count("picture", document.pictures) + ", not read");
  return out;
}

Result<FormGrid> OfMarkdown(const Path& path, BytesView bytes) {
  if (bytes.size() > kMaxProseBytes)
    return Fail(ErrorKind::kTooLarge, "more than 4 MiB of text", path.bytes);
  const Prose prose = ReadProse(bytes, MarkupOf(path));
  FormGrid out;
  int table = -1;
  for (const auto& row : prose.rows) {
    if (row.table != table) out.tables.emplace_back();
    table = row.table;
    out.tables.back().push_back(
        {row.cells, std::vector<bool>(row.cells.size()), "line " + std::to_string(row.line)});
  }
  for (const auto& heading : prose.headings) AddToTitle(heading.text, out);
  return out;
}

// What a spreadsheet would compute when it opens the file.
bool IsFormula(std::string_view cell) {
  return cell.size() > 1 && (cell[0] == '=' || cell[0] == '@' ||
                             ((cell[0] == '+' || cell[0] == '-') && cell.contains('(')));
}

Result<FormGrid> OfCsv(BytesView bytes) {
  AVOUCH_TRY(auto reader, syntax::CsvReader::Open(bytes));
  FormGrid out;
  out.tables.emplace_back();
  syntax::CsvRow row;
  long long formulas = 0;
  for (;;) {
    AVOUCH_TRY(const bool more, reader.Next(row));
    if (!more) {
      if (formulas > 0)
        out.notes.push_back(Count("cell", formulas) +
                            " that a spreadsheet would take for formulas: read as text, not run");
      return out;
    }
    GridRow line;
    for (const auto cell : row.cells) {
      line.cells.emplace_back(Trim(cell));
      formulas += IsFormula(line.cells.back()) ? 1 : 0;
    }
    line.merged.resize(line.cells.size());
    line.where = "line " + std::to_string(row.line);
    if (!row.blank()) out.tables.back().push_back(std::move(line));
  }
}

bool EndsAny(std::string_view name, std::initializer_list<std::string_view> ends) {
  return std::ranges::any_of(ends, [&](auto end) { return name.ends_with(end); });
}

}  // namespace

Result<FormGrid> ReadFormGrid(const Path& path, BytesView bytes) {
  if (bytes.starts_with("PK") || bytes.starts_with("\xD0\xCF\x11\xE0")) return OfWord(bytes);
  if (bytes.starts_with("%PDF"))
    return Fail(ErrorKind::kUnsupported, "a PDF, whose tables are drawings", path.bytes,
                "hand in the Word file that it was made from");
  if (bytes.empty()) return Fail(ErrorKind::kUnsupported, "an empty file", path.bytes);
  const std::string name = Lower(path.bytes);
  if (name.ends_with(".docx"))
    return Fail(ErrorKind::kMalformed, "no Word file, whatever its name says", path.bytes);
  if (EndsAny(name, {".csv", ".tsv", ".txt"})) return OfCsv(bytes);
  if (!IsUtf8(bytes))
    return Fail(ErrorKind::kMalformed, "neither a Word file, nor CSV, nor UTF-8 text", path.bytes);
  return OfMarkdown(path, bytes);
}

}  // namespace avouch::formats
