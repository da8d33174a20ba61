#include "formats/support_table.h"

#include <map>

#include "base/text.h"
#include "formats/document_phrases.h"
#include "formats/support_policy.h"

namespace avouch::formats {
namespace {

constexpr std::size_t kMaxRows = 200;  // A page that lists more is an archive, not a promise.

enum class Standing { kUnknown, kSupported, kEnded };

Standing StandingOf(std::string_view cell) {
  std::string lower = Lower(cell);
  if (lower.empty()) return Standing::kUnknown;
  static const Phrases kNo = {
      ":x:",   "no",         "unsupported",  "not supported",  "end of life",  "end-of-life", "eol",
      "ended", "deprecated", "discontinued", "not maintained", "unmaintained", "retired"};
  static const Phrases kYes = {":white_check_mark:",
                               ":heavy_check_mark:",
                               ":check_mark:",
                               "yes",
                               "supported",
                               "active",
                               "current",
                               "maintained",
                               "security fixes",
                               "security updates",
                               "lts",
                               "full support",
                               "security only",
                               "security"};
  for (std::string_view sign :
       {"\xE2\x9D\x8C", "\xE2\x9C\x97", "\xE2\x9C\x98", "\xE2\x9D\x8E", "\xE2\x9C\x96"})
    if (lower.find(sign) != lower.npos) return Standing::kEnded;
  for (std::string_view sign :
       {"\xE2\x9C\x85", "\xE2\x9C\x94", "\xE2\x9C\x93", "\xE2\x98\x91", "\xF0\x9F\x9F\xA2"})
    if (lower.find(sign) != lower.npos) return Standing::kSupported;
  if (lower.starts_with("no ") || lower == "no" || lower == "none") return Standing::kEnded;
  if (HasAny(lower, {kNo.begin() + 2, kNo.end()}) || lower.find(":x:") != lower.npos)
    return Standing::kEnded;
  if (HasAny(lower, kYes)) return Standing::kSupported;
  return Standing::kUnknown;
}

struct Columns {
  int version = -1, standing = -1, until = -1;
};
Columns ColumnsOf(const std::vector<std::string>& cells) {
  Columns columns;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    std::string lower = Lower(cells[i]);
    int at = static_cast<int>(i);
    bool end =
        HasAny(lower, {"until", "end of", "eol", "end-of", "ends", "support end", "expires"});
    if (columns.version < 0 && HasAny(lower, {"version", "release", "branch", "series"}) && !end &&
        !HasAny(lower, {"date", "released", "release date"}))
      columns.version = at;
    else if (end && columns.until < 0)
      columns.until = at;
    else if (columns.standing < 0 &&
             HasAny(lower, {"support", "status", "maintained", "security", "state"}))
      columns.standing = at;
  }
  // A compatibility table ("Go version | supported platforms") promises nothing;
  // its standing column holds no standing, which AddRow sees.
  return columns;
}

void AddRow(const TableRow& row, const Columns& columns, model::Document& document) {
  auto cell = [&](int at) {
    return at >= 0 && at < static_cast<int>(row.cells.size())
               ? row.cells[static_cast<std::size_t>(at)]
               : std::string();
  };
  std::string version = cell(columns.version), words = cell(columns.standing),
              end = cell(columns.until);
  if (version.empty() || document.support.size() >= kMaxRows) return;
  if (version.find_first_of("0123456789") == version.npos &&
      !HasAny(Lower(version), {"latest", "current", "main", "master", "older", "all", "newest",
                               "other", "previous"}))
    return;
  Standing standing = StandingOf(words);
  std::string until = DateIn(end.empty() ? words : end);
  if (standing == Standing::kUnknown && until.empty() && (columns.until < 0 || end.empty())) return;
  if (standing == Standing::kUnknown)
    standing = StandingOf(end) == Standing::kEnded && until.empty() ? Standing::kEnded
                                                                    : Standing::kSupported;
  // A row that gives nothing but a date says until when, not that it still is.
  bool supported = standing == Standing::kSupported && (!words.empty() || until.empty());
  document.support.push_back({Shorten(version, 80),
                              Shorten(words.empty() ? end : words, 80),
                              supported,
                              until,
                              {document.path, row.line}});
}

}  // namespace

void AddSupportRows(const Prose& prose, model::Document& document) {
  std::map<int, std::vector<const TableRow*>> tables;
  for (const auto& row : prose.rows) tables[row.table].push_back(&row);
  for (const auto& [id, rows] : tables) {
    if (rows.size() < 2 || !rows[0]->head) continue;
    Columns columns = ColumnsOf(rows[0]->cells);
    if (columns.version < 0 || (columns.standing < 0 && columns.until < 0)) continue;
    for (std::size_t i = 1; i < rows.size(); ++i) AddRow(*rows[i], columns, document);
  }
}

}  // namespace avouch::formats
