#include "syntax/csv_cell.h"

#include "base/text.h"

namespace avouch::syntax {
namespace {

// Apostrophes, none or more, and behind them what a spreadsheet would run.
bool IsFormula(std::string_view text) {
  const std::size_t at = text.find_first_not_of('\'');
  return at != text.npos && std::string_view("=+-@\t\r").find(text[at]) != std::string_view::npos;
}

}  // namespace

std::string CsvCell(std::string_view text) {
  std::string cell(text);
  if (IsFormula(text)) cell.insert(cell.begin(), '\'');
  const bool blanks = cell.starts_with(' ') || cell.ends_with(' ');  // Readers take them away
  if (!blanks && cell.find_first_of(",\"\r\n;\t") == std::string::npos) return cell;
  return "\"" + ReplaceAll(cell, "\"", "\"\"") + "\"";
}

std::string_view CsvText(std::string_view cell) {
  if (cell.starts_with('\'') && IsFormula(cell)) cell.remove_prefix(1);
  return cell;
}

}  // namespace avouch::syntax
