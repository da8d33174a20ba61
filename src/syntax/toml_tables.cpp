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
  items_.push_back(TomlItem{.kind = kind, .origin = origin, .place = place});
  return static_cast<TomlId>(items_.size() - 1);
}

TomlId TomlTables::AddScalar(Node node) {
  const TomlId id = Add(node.kind(), TomlOrigin::kValue, node.place());
  items_[id].scalar = std::move(node);
  return id;
}

void TomlTables::Append(TomlId list, TomlId value) {
  items_[list].children.push_back({{}, items_[value].place, value});
}

std::optional<TomlId> TomlTables::Find(TomlId table, std::string_view key) const {
  const TomlItem& item = items_[table];
  if (item.index != nullptr) {
    const auto found = item.index->find(key);
    return found == item.index->end() ? std::nullopt : std::optional(found->second);
  }
  const auto found = std::ranges::find(item.children, key, &TomlChild::key);
  return found == item.children.end() ? std::nullopt : std::optional(found->item);
}

void TomlTables::Set(TomlId table, const TomlKeyPart& key, TomlId value) {
  TomlItem& item = items_[table];
  item.children.push_back({key.text, key.place, value});
  if (item.index != nullptr) {
    item.index->emplace(key.text, value);
  } else if (item.children.size() == kIndexedFrom) {
    item.index = std::make_unique<std::map<std::string_view, TomlId>>();
    for (const TomlChild& child : item.children) item.index->emplace(child.key, child.item);
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
    const TomlItem& item = items_[*existing];
    if (item.origin == TomlOrigin::kValue) return Twice(key[i]);
    table = item.origin == TomlOrigin::kTables ? item.children.back().item : *existing;
  }
  return table;
}

Result<TomlId> TomlTables::OpenTable(const TomlKey& key, Place place) {
  AVOUCH_TRY(const TomlId parent, Above(key));
  const auto existing = Find(parent, key.back().text);
  if (!existing) return Make(parent, key.back(), Kind::kMap, TomlOrigin::kHeader, place);
  if (items_[*existing].origin != TomlOrigin::kImplied) return Twice(key.back());
  items_[*existing].origin = TomlOrigin::kHeader;
  items_[*existing].place = place;
  return *existing;
}

Result<TomlId> TomlTables::AddTable(const TomlKey& key, Place place) {
  AVOUCH_TRY(const TomlId parent, Above(key));
  auto list = Find(parent, key.back().text);
  if (!list) list = Make(parent, key.back(), Kind::kList, TomlOrigin::kTables, place);
  if (items_[*list].origin != TomlOrigin::kTables) return Twice(key.back());
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
    const TomlOrigin origin = items_[*existing].origin;
    if (origin != TomlOrigin::kImplied && origin != TomlOrigin::kDotted) return Twice(key[i]);
    items_[*existing].origin = TomlOrigin::kDotted;
    table = *existing;
  }
  if (Find(table, key.back().text)) return Twice(key.back());
  return table;
}

}  // namespace avouch::syntax
