// The items of an export, one at a time: rows of a table, or values of JSON.
//
// JSON comes as services print it: one list; one map that holds the list; lists
// or maps one behind another, as paging clients print them; a list of such lists;
// one value a line. Each value is parsed by itself, so a log of any length costs
// the memory of its longest entry. One reader belongs to one thread.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "formats/export_dates.h"
#include "formats/export_profile.h"
#include "syntax/csv.h"
#include "syntax/node.h"

namespace avouch::formats {

// Cuts a JSON text into its values, without reading into them.
class JsonValues {
 public:
  explicit JsonValues(BytesView json);

  struct Value {
    BytesView bytes;
    std::uint32_t line = 1;
  };
  // The next value; false at the end. Lists at the top, and lists in those, are opened.
  // Fails with kMalformed, `where` as "line 3", on what is not closed or not set apart.
  [[nodiscard]] Result<bool> Next(Value& value);

 private:
  void SkipBlanks();
  [[nodiscard]] Result<BytesView> Cut();
  [[nodiscard]] std::unexpected<Error> Bad(std::string what) const;

  BytesView rest_;
  std::uint32_t line_ = 1;
  int open_ = 0;              // Lists opened: at most two
  bool after_value_ = false;  // In a list: a comma or its end must follow
};

// The values at the end of a path: "a.b", "list.[].name" (of each item), "permissions.{true}"
// (names of keys that are true). A map at the end gives its value, name, displayName or key.
[[nodiscard]] std::vector<std::string> ValuesAt(const syntax::Node& node, std::string_view path);
[[nodiscard]] const syntax::Node& NodeAt(const syntax::Node& node, std::string_view path);

// One item, asked by the profile's fields.
class ExportItem {
 public:
  long long row = 0;                   // Line of a table; position among values, from 1
  const syntax::Node* node = nullptr;  // JSON

  [[nodiscard]] bool Maps(std::string_view field) const;
  [[nodiscard]] std::string Text(std::string_view field) const;  // Trimmed, printable, or ""
  [[nodiscard]] std::vector<std::string> List(std::string_view field) const;
  [[nodiscard]] std::string Date(std::string_view field) const;  // See ExportDate

 private:
  friend class TableItems;
  friend class JsonItems;
  [[nodiscard]] std::string Written(std::string_view field) const;

  const Profile* profile_ = nullptr;
  const std::vector<std::pair<std::string_view, std::size_t>>* columns_ = nullptr;
  std::span<const std::string_view> cells_;
  DayOrder order_ = DayOrder::kUnknown;
};

// Rows of a CSV table below its header.
class TableItems {
 public:
  // Fails with kMalformed: no header, a column of a field twice, an own column that is not there.
  [[nodiscard]] static Result<TableItems> Open(BytesView bytes, const Profile& profile,
                                               DayOrder order);
  // As CsvReader::Next. `short_row` tells that it has another number of cells than the header.
  [[nodiscard]] Result<bool> Next(ExportItem& item, bool& short_row);
  [[nodiscard]] DayOrder order() const { return order_; }

 private:
  TableItems(syntax::CsvReader reader, const Profile& profile)
      : reader_(std::move(reader)), profile_(&profile) {}
  Status TakeHeader(const syntax::CsvRow& header);
  Status LearnOrder(BytesView bytes);

  syntax::CsvReader reader_;
  const Profile* profile_;
  std::vector<std::pair<std::string_view, std::size_t>> columns_;  // Field and its cell
  std::size_t width_ = 0;
  DayOrder order_ = DayOrder::kUnknown;
  syntax::CsvRow row_;
};

// Values of a JSON export.
class JsonItems {
 public:
  JsonItems(BytesView bytes, const Profile& profile);

  // The next item; false at the end. `item.node` lives until the next call.
  // Fails with kMalformed and a line, as ParseJson does.
  [[nodiscard]] Result<bool> Next(ExportItem& item);
  [[nodiscard]] long long announced() const { return announced_; }  // By `count`; -1: not said
  [[nodiscard]] bool more() const { return more_; }                 // `next` was there
  [[nodiscard]] const std::string& dated() const { return dated_; }

 private:
  Status Load(const JsonValues::Value& value);

  JsonValues values_;
  const Profile* profile_;
  syntax::Node value_;
  std::span<const syntax::Node> list_;  // Of value_, when the profile has a list
  bool single_ = false;
  long long row_ = 0, announced_ = -1;
  bool more_ = false;
  std::string dated_;
};

// Column names of a CSV header, as they stand there. Fails as CsvReader does.
[[nodiscard]] Result<std::vector<std::string>> HeaderOf(BytesView bytes);

// The same failure with `path` before its place: "inbox/a.csv, line 3".
[[nodiscard]] std::unexpected<Error> Led(Error error, const Path& path);

}  // namespace avouch::formats
