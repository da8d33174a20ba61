#include "syntax/toml_tables.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "syntax/tree_builder.h"

namespace avouch::syntax {
namespace {

constexpr std::size_t kIndexedFrom = 17;  // Entries from which a table gets an index.

std::unexpected<Error> Twice(const TomlKeyPart& key) {
  return FailAt(ErrorKind::kMalformed,
                "key given twice: '" + Printable(key.text.substr(0, 60)) + "'", key.place);
}

}  // namespace

TomlId TomlTables::Add(Kind kind, TomlOrigin origin, Place place) {
  items_.push_back(
      {.scalar = {}, .branch = static_cast<std::uint32_t>(branches_.size()), .next = kNoToml});
  branches_.push_back(TomlBranch{.kind = kind, .origin = origin, .place = place});
  return static_cast<TomlId>(items_.size() - 1);
}

TomlId TomlTables::AddScalar(Node node) {
  items_.push_back({.scalar = std::move(node), .branch = kScalar, .next = kNoToml});
  return static_cast<TomlId>(items_.size() - 1);
}

void TomlTables::Chain(TomlBranch& branch, TomlId value) {
  (branch.size == 0 ? branch.first : items_[branch.last].next) = value;
  branch.last = value;
  ++branch.size;
}

void TomlTables::Append(TomlId list, TomlId value) { Chain(At(list), value); }

std::optional<TomlId> TomlTables::Find(TomlId table, std::string_view key) const {
  const TomlBranch& branch = At(table);
  if (branch.index != nullptr) {
    const auto found = branch.index->find(key);
    return found == branch.index->end() ? std::nullopt : std::optional(found->second);
  }
  for (TomlId id = branch.first; id != kNoToml; id = items_[id].next)
    if (items_[id].key.text == key) return id;
  return std::nullopt;
}

void TomlTables::Set(TomlId table, const TomlKeyPart& key, TomlId value) {
  TomlBranch& branch = At(table);
  items_[value].key = key;
  Chain(branch, value);
  if (branch.index != nullptr) {
    branch.index->emplace(key.text, value);
  } else if (branch.size == kIndexedFrom) {
    branch.index = std::make_unique<std::map<std::string_view, TomlId>>();
    for (TomlId id = branch.first; id != kNoToml; id = items_[id].next)
      branch.index->emplace(items_[id].key.text, id);
  }
}

TomlId TomlTables::Make(TomlId parent, const TomlKeyPart& key, Kind kind, TomlOrigin origin,
                        Place place) {
  const TomlId id = Add(kind, origin, place);
  Set(parent, key, id);
  return id;
}

Result<TomlId> TomlTables::Above(const TomlKey& key) {
  TomlId table = kTomlRoot;
  for (std::size_t i = 0; i + 1 < key.size(); ++i) {
    const auto existing = Find(table, key[i].text);
    if (!existing) {
      table = Make(table, key[i], Kind::kMap, TomlOrigin::kImplied, key[i].place);
      continue;
    }
    const TomlOrigin origin = OriginOf(*existing);
    if (origin == TomlOrigin::kValue) return Twice(key[i]);
    table = origin == TomlOrigin::kTables ? At(*existing).last : *existing;
  }
  return table;
}

Result<TomlId> TomlTables::OpenTable(const TomlKey& key, Place place) {
  AVOUCH_TRY(const TomlId parent, Above(key));
  const auto existing = Find(parent, key.back().text);
  if (!existing) return Make(parent, key.back(), Kind::kMap, TomlOrigin::kHeader, place);
  if (OriginOf(*existing) != TomlOrigin::kImplied) return Twice(key.back());
  At(*existing).origin = TomlOrigin::kHeader;
  At(*existing).place = place;
  return *existing;
}

Result<TomlId> TomlTables::AddTable(const TomlKey& key, Place place) {
  AVOUCH_TRY(const TomlId parent, Above(key));
  auto list = Find(parent, key.back().text);
  if (!list) list = Make(parent, key.back(), Kind::kList, TomlOrigin::kTables, place);
  if (OriginOf(*list) != TomlOrigin::kTables) return Twice(key.back());
  const TomlId table = Add(Kind::kMap, TomlOrigin::kHeader, place);
  Append(*list, table);
  return table;
}

Result<TomlId> TomlTables::OpenDotted(TomlId table, const TomlKey& key) {
  for (std::size_t i = 0; i + 1 < key.size(); ++i) {
    const auto existing = Find(table, key[i].text);
    if (!existing) {
      table = Make(table, key[i], Kind::kMap, TomlOrigin::kDotted, key[i].place);
      continue;
    }
    const TomlOrigin origin = OriginOf(*existing);
    if (origin != TomlOrigin::kImplied && origin != TomlOrigin::kDotted) return Twice(key[i]);
    At(*existing).origin = TomlOrigin::kDotted;
    table = *existing;
  }
  if (Find(table, key.back().text)) return Twice(key.back());
  return table;
}

}  // namespace avouch::syntax
