// Rows of one table of an SQLite file, by a reader of our own: no SQL, no
// locks, no other file opened, nothing written.
//
// Spec: "Database File Format" of SQLite, sections 1.3, 1.6, 2.1 and 2.6. A
// kept library would open journals beside the file and run what a hostile
// schema says. Left out: index b-trees, tables WITHOUT ROWID, and what a
// write-ahead log beside the file holds. Each page is visited once: work and
// memory are bounded by the file. Pure; any thread.

#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace avouch::formats {

[[nodiscard]] bool IsSqlite(BytesView bytes);

struct SqliteValue {
  enum class Kind : std::uint8_t { kNull, kInteger, kReal, kText, kBlob };
  Kind kind = Kind::kNull;
  std::int64_t integer = 0;
  BytesView bytes;  // Of kText and kBlob; lives as long as the call it is given to
};
using SqliteRow = std::vector<SqliteValue>;

// Calls `row` with each row of `table` in the order of row ids. Rows that lie
// are left out; *left (may be null) counts them and the pages that could not be
// read. Fails with kMalformed (not SQLite, a header that lies), kNotFound (no
// such table).
[[nodiscard]] Status ForEachSqliteRow(BytesView file, std::string_view table,
                                      const std::function<void(const SqliteRow&)>& row,
                                      std::size_t* left);

}  // namespace avouch::formats
