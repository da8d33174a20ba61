// The tables of a TOML document while it is read.
//
// Spec: TOML 1.0, sections Keys, Table, Inline Table and Array of Tables: who may
// add to which table. Tables may be added to from anywhere in a document, so a
// value is first an Item in one flat vector, named by its position there, and
// becomes a Node at the end. For toml.cpp. One thread.

#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "syntax/node.h"

namespace avouch::syntax {

using TomlId = std::uint32_t;
inline constexpr TomlId kTomlRoot = 0;

// How a table came to be, which decides who may still add to it.
enum class TomlOrigin : std::uint8_t {
  kValue,    // A scalar, a list in brackets or an inline table: closed.
  kImplied,  // By a longer header: [a] of [a.b]. One header and dotted keys may follow.
  kHeader,   // By its own header.
  kDotted,   // By a dotted key. Headers below it may follow.
  kTables,   // A list of [[tables]]: each header adds one.
};

struct TomlChild {
  std::string_view key;  // Empty in a list.
  Place place;
  TomlId item;
};

struct TomlItem {
  Kind kind = Kind::kMap;
  TomlOrigin origin = TomlOrigin::kValue;
  Place place{};
  Node scalar{};
  std::vector<TomlChild> children{};
  std::unique_ptr<std::map<std::string_view, TomlId>> index{};  // Of large tables.
};

struct TomlKeyPart {
  std::string_view text;
  Place place;
};
using TomlKey = std::vector<TomlKeyPart>;

class TomlTables {
 public:
  TomlTables() { Add(Kind::kMap, TomlOrigin::kHeader, {1, 1}); }

  [[nodiscard]] const TomlItem& operator[](TomlId id) const { return items_[id]; }
  [[nodiscard]] std::size_t size() const { return items_.size(); }

  TomlId Add(Kind kind, TomlOrigin origin, Place place);
  TomlId AddScalar(Node node);
  // A value behind those that a list has.
  void Append(TomlId list, TomlId value);
  // REQUIRES: `table` has no such key.
  void Set(TomlId table, const TomlKeyPart& key, TomlId value);
  [[nodiscard]] std::optional<TomlId> Find(TomlId table, std::string_view key) const;

  // The table that [key] opens, or that [[key]] adds, at `place`.
  // Fail with kMalformed where the key is taken.
  [[nodiscard]] Result<TomlId> OpenTable(const TomlKey& key, Place place);
  [[nodiscard]] Result<TomlId> AddTable(const TomlKey& key, Place place);
  // The table in which the last part of a dotted key, which it lacks, stands.
  // Fails with kMalformed where the key is taken.
  [[nodiscard]] Result<TomlId> OpenDotted(TomlId table, const TomlKey& key);

 private:
  TomlId Make(TomlId parent, const TomlKeyPart& key, Kind kind, TomlOrigin origin, Place place);
  // The table above the last part of a header's key.
  Result<TomlId> Above(const TomlKey& key);

  std::vector<TomlItem> items_;
};

}  // namespace avouch::syntax
