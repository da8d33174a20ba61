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
#include <span>
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

inline constexpr TomlId kNoToml = UINT32_MAX;

// A list or table. Its values are chained, from the first by NextOf.
struct TomlBranch {
  Kind kind = Kind::kMap;
  TomlOrigin origin = TomlOrigin::kValue;
  Place place{};
  TomlId first = kNoToml, last = kNoToml;
  std::uint32_t size = 0;
  std::unique_ptr<std::map<std::string_view, TomlId>> index{};  // Of large tables.
};

struct TomlKeyPart {
  std::string_view text;
  Place place;
};
using TomlKey = std::span<const TomlKeyPart>;  // At least one

class TomlTables {
 public:
  // `values`: about how many there will be.
  explicit TomlTables(std::size_t values) {
    items_.reserve(values);
    branches_.reserve(values / 4);
    Add(Kind::kMap, TomlOrigin::kHeader, {1, 1});
  }

  [[nodiscard]] std::size_t size() const { return items_.size(); }
  // The list or table that it is; nullptr for a scalar.
  [[nodiscard]] const TomlBranch* BranchAt(TomlId id) const {
    return items_[id].branch == kScalar ? nullptr : &branches_[items_[id].branch];
  }
  // REQUIRES: it is one.
  [[nodiscard]] const Node& ScalarAt(TomlId id) const { return items_[id].scalar; }
  [[nodiscard]] Place PlaceOf(TomlId id) const {
    const TomlBranch* branch = BranchAt(id);
    return branch == nullptr ? items_[id].scalar.place() : branch->place;
  }
  // Under which it stands in its table; of a list's value, empty.
  [[nodiscard]] const TomlKeyPart& KeyOf(TomlId id) const { return items_[id].key; }
  // The value behind it in its list or table, or kNoToml.
  [[nodiscard]] TomlId NextOf(TomlId id) const { return items_[id].next; }

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
  static constexpr std::uint32_t kScalar = UINT32_MAX;
  struct Item {
    Node scalar{};
    std::uint32_t branch = kScalar;  // In branches_
    TomlId next = kNoToml;
    TomlKeyPart key{};
  };

  // REQUIRES: it is a list or table.
  [[nodiscard]] TomlBranch& At(TomlId id) { return branches_[items_[id].branch]; }
  [[nodiscard]] const TomlBranch& At(TomlId id) const { return branches_[items_[id].branch]; }
  [[nodiscard]] TomlOrigin OriginOf(TomlId id) const {
    const TomlBranch* branch = BranchAt(id);
    return branch == nullptr ? TomlOrigin::kValue : branch->origin;
  }
  void Chain(TomlBranch& branch, TomlId value);
  TomlId Make(TomlId parent, const TomlKeyPart& key, Kind kind, TomlOrigin origin, Place place);
  // The table above the last part of a header's key.
  Result<TomlId> Above(const TomlKey& key);

  std::vector<Item> items_;
  std::vector<TomlBranch> branches_;
};

}  // namespace avouch::syntax
