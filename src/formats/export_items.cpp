#include "formats/export_items.h"

#include <algorithm>

#include "base/text.h"

namespace avouch::formats {
namespace {

constexpr std::size_t kMaxFieldBytes = 1000;

std::string Clean(std::string_view text) {
  text = Trim(text.substr(0, kMaxFieldBytes));
  const auto plain = [](char c) { return c >= ' ' && c <= '~'; };
  if (std::ranges::all_of(text, plain)) return std::string(text);
  return Printable(ToUtf8(text));
}

// Cells that hold several: "a, b; c|d".
std::vector<std::string> SplitCell(std::string_view cell) {
  std::vector<std::string> out;
  while (!cell.empty()) {
    const auto end = cell.find_first_of(",;|\n");
    if (auto part = Clean(cell.substr(0, end)); !part.empty()) out.push_back(std::move(part));
    cell = end == cell.npos ? std::string_view() : cell.substr(end + 1);
  }
  return out;
}

std::string Listed(std::span<const std::string_view> cells) {
  std::string out;
  for (std::size_t i = 0; i < cells.size() && i < 12; ++i)
    out += (i == 0 ? "" : ", ") + Clean(cells[i].substr(0, 40));
  return cells.size() > 12 ? out + " ..." : out;
}

}  // namespace

bool ExportItem::Maps(std::string_view field) const {
  if (node != nullptr) return profile_->Field(field) != nullptr;
  return std::ranges::find(*columns_, field, [](const auto& column) { return column.first; }) !=
         columns_->end();
}

std::string ExportItem::Text(std::string_view field) const {
  std::string text = Written(field);
  for (const auto& rename : profile_->renames)
    if (rename.field == field && rename.from == text) return rename.to;
  return text;
}

std::string ExportItem::Written(std::string_view field) const {
  if (node == nullptr) {
    for (const auto& [name, cell] : *columns_)
      if (name == field) return cell < cells_.size() ? Clean(cells_[cell]) : std::string();
    return {};
  }
  const FieldRule* rule = profile_->Field(field);
  if (rule == nullptr) return {};
  for (const auto& path : rule->from)
    for (const auto& value : ValuesAt(*node, path))
      if (auto text = Clean(value); !text.empty()) return text;
  return {};
}

std::vector<std::string> ExportItem::List(std::string_view field) const {
  if (node == nullptr) return SplitCell(Text(field));
  const FieldRule* rule = profile_->Field(field);
  std::vector<std::string> out;
  if (rule != nullptr)
    for (const auto& path : rule->from)
      for (const auto& value : ValuesAt(*node, path)) out.push_back(Clean(value));
  return out;
}

std::string ExportItem::Date(std::string_view field) const {
  return ExportDate(Text(field), order_);
}

Result<TableItems> TableItems::Open(BytesView bytes, const Profile& profile, DayOrder order) {
  AVOUCH_TRY(syntax::CsvReader reader, syntax::CsvReader::Open(bytes));
  TableItems out(std::move(reader), profile);
  syntax::CsvRow header;
  AVOUCH_TRY(const bool more, out.reader_.Next(header));
  if (!more) return Fail(ErrorKind::kMalformed, "a table without a header");
  AVOUCH_CHECK_OK(out.TakeHeader(header));
  out.order_ = order;
  if (order == DayOrder::kUnknown) AVOUCH_CHECK_OK(out.LearnOrder(bytes));
  return out;
}

Status TableItems::TakeHeader(const syntax::CsvRow& header) {
  width_ = header.cells.size();
  while (width_ > 0 && header.cells[width_ - 1].empty()) --width_;
  std::vector<std::string> names;
  for (const auto cell : header.cells) names.push_back(NormalColumn(cell));
  for (const auto& field : profile_->fields) {
    for (const auto& from : field.from) {
      const auto found = std::ranges::find(names, from);
      if (found == names.end() || from.empty()) continue;
      const auto cell = static_cast<std::size_t>(found - names.begin());
      if (std::ranges::count(names, from) > 1)
        return Fail(ErrorKind::kMalformed,
                    "column '" + Clean(header.cells[cell]) + "' is there twice", "line 1");
      columns_.emplace_back(field.field, cell);
      break;
    }
    if (field.own && (columns_.empty() || columns_.back().first != field.field))
      return Fail(ErrorKind::kMalformed,
                  "no column for " + field.field + " by its name under read:; there are " +
                      Listed(header.cells),
                  "line 1");
  }
  return {};
}

// Looks through the whole table once, for cells that show which number is the month.
Status TableItems::LearnOrder(BytesView bytes) {
  AVOUCH_TRY(syntax::CsvReader reader, syntax::CsvReader::Open(bytes));
  DayOrderFinder finder;
  syntax::CsvRow row;
  for (;;) {
    AVOUCH_TRY(const bool more, reader.Next(row));
    if (!more) break;
    for (const auto& column : columns_)
      if (column.second < row.cells.size()) finder.See(row.cells[column.second]);
  }
  order_ = finder.order();
  return {};
}

Result<bool> TableItems::Next(ExportItem& item, bool& short_row) {
  for (;;) {
    AVOUCH_TRY(const bool more, reader_.Next(row_));
    if (!more) return false;
    if (!row_.blank()) break;
  }
  std::size_t width = row_.cells.size();
  while (width > width_ && row_.cells[width - 1].empty()) --width;
  short_row = width > width_ || row_.cells.size() < width_;
  item.row = row_.line;
  item.profile_ = profile_;
  item.columns_ = &columns_;
  item.cells_ = row_.cells;
  item.order_ = order_;
  return true;
}

Result<std::vector<std::string>> HeaderOf(BytesView bytes) {
  AVOUCH_TRY(syntax::CsvReader reader, syntax::CsvReader::Open(bytes));
  syntax::CsvRow row;
  AVOUCH_TRY(const bool more, reader.Next(row));
  if (!more) return std::vector<std::string>();
  std::vector<std::string> out;
  for (const auto cell : row.cells) out.push_back(Clean(cell));
  return out;
}

std::unexpected<Error> Led(Error error, const Path& path) {
  const std::string file = ToUtf8(path.bytes);
  if (!error.where.starts_with(file))
    error.where = file + (error.where.empty() ? "" : ", " + error.where);
  return std::unexpected(std::move(error));
}

}  // namespace avouch::formats
