#include "inventory/diff.h"

#include <algorithm>
#include <set>
#include <span>
#include <string_view>
#include <tuple>

#include "base/text.h"
#include "model/purl_types.h"
#include "notation/purl.h"

namespace avouch::inventory {
namespace {

using model::Inventory;
using model::Part;

// What a part is called under whatever ecosystem.
std::string PlainName(const Part& part) {
  return Lower(part.group.empty() ? part.name : part.group + "/" + part.name);
}

std::string_view VersionOf(const Part& part) {
  return part.version.empty() ? std::string_view(part.range) : std::string_view(part.version);
}

// A part by what orders it; `index` last, so that copies stand in their own order.
struct Row {
  std::string key;
  std::string_view version;
  std::uint32_t index = 0;

  auto operator<=>(const Row&) const = default;
};

std::vector<Row> RowsOf(const Inventory& inventory) {
  std::vector<Row> rows;
  rows.reserve(inventory.parts.size());
  for (std::uint32_t i = 0; i < inventory.parts.size(); ++i)
    rows.push_back({KeyOf(inventory.parts[i]), VersionOf(inventory.parts[i]), i});
  std::ranges::sort(rows);
  return rows;
}

using Rows = std::span<const Row>;

// The rows of the key that stands first in `rows`, taken off them.
Rows TakeKey(Rows& rows) {
  std::size_t count = 1;
  while (count < rows.size() && rows[count].key == rows[0].key) ++count;
  const Rows taken = rows.first(count);
  rows = rows.subspan(count);
  return taken;
}

// Those of `rows` whose version `others` has not.
std::vector<std::uint32_t> Lacking(Rows rows, Rows others) {
  std::vector<std::uint32_t> out;
  for (const auto& row : rows)
    if (!std::ranges::binary_search(others, row.version, {}, &Row::version))
      out.push_back(row.index);
  return out;
}

void Append(std::vector<std::uint32_t>& to, const std::vector<std::uint32_t>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

void CompareKey(Rows a, Rows b, Difference& out) {
  auto from = Lacking(a, b);
  auto to = Lacking(b, a);
  if (!from.empty() && !to.empty()) {
    out.changed.push_back({a[0].key, std::move(from), std::move(to)});
    return;
  }
  Append(out.removed, from);
  Append(out.added, to);
}

// Pairs what went with what came under the same name and version.
void PairRenamed(const Inventory& a, const Inventory& b, Difference& out) {
  struct Gone {
    std::string name;
    std::string_view version;
    std::uint32_t at = 0;  // In `removed` or `added`
    auto operator<=>(const Gone&) const = default;
  };
  const auto list = [](const Inventory& inventory, const std::vector<std::uint32_t>& indexes) {
    std::vector<Gone> gone;
    for (std::uint32_t i = 0; i < indexes.size(); ++i) {
      const Part& part = inventory.parts[indexes[i]];
      if (!VersionOf(part).empty()) gone.push_back({PlainName(part), VersionOf(part), i});
    }
    std::ranges::sort(gone);
    return gone;
  };
  const auto went = list(a, out.removed), came = list(b, out.added);
  std::set<std::uint32_t> paired_went, paired_came;
  for (std::size_t i = 0, j = 0; i < went.size() && j < came.size();) {
    const auto order =
        std::tie(went[i].name, went[i].version) <=> std::tie(came[j].name, came[j].version);
    if (order == 0) {
      out.renamed.push_back({out.removed[went[i].at], out.added[came[j].at]});
      paired_went.insert(went[i++].at);
      paired_came.insert(came[j++].at);
    } else {
      order < 0 ? ++i : ++j;
    }
  }
  const auto drop = [](std::vector<std::uint32_t>& from, const std::set<std::uint32_t>& paired) {
    std::uint32_t at = 0;
    std::erase_if(from, [&](std::uint32_t) { return paired.contains(at++); });
  };
  drop(out.removed, paired_went);
  drop(out.added, paired_came);
}

std::set<std::string> TypesOf(const Inventory& inventory) {
  std::set<std::string> types;
  for (const auto& part : inventory.parts) {
    const std::string_view purl = part.purl;
    if (purl.starts_with("pkg:") && purl.contains('/')) {
      types.insert(Lower(purl.substr(4, purl.find('/') - 4)));
    } else if (part.ecosystem != model::Ecosystem::kOther) {
      const auto type = model::PurlTypeOf(part.ecosystem);
      types.emplace(type.empty() ? Name(part.ecosystem) : type);
    }
  }
  return types;
}

}  // namespace

std::string KeyOf(const Part& part) {
  if (auto purl = notation::ParsePurl(part.purl)) {
    purl->version.clear();
    purl->qualifiers.clear();
    purl->subpath.clear();
    return notation::FormatPurl(*purl);
  }
  std::string key(Name(part.ecosystem));
  if (part.kind == model::PartKind::kFile) key = "file";
  return key + " " + (part.group.empty() ? part.name : part.group + "/" + part.name);
}

Difference Diff(const Inventory& a, const Inventory& b) {
  const auto all_a = RowsOf(a), all_b = RowsOf(b);
  Rows left = all_a, right = all_b;
  Difference out;
  while (!left.empty() || !right.empty()) {
    const bool in_a = !left.empty() && (right.empty() || left[0].key <= right[0].key);
    const bool in_b = !right.empty() && (left.empty() || right[0].key <= left[0].key);
    const Rows of_a = in_a ? TakeKey(left) : Rows();
    const Rows of_b = in_b ? TakeKey(right) : Rows();
    CompareKey(of_a, of_b, out);
  }
  PairRenamed(a, b, out);
  const auto types_a = TypesOf(a), types_b = TypesOf(b);
  std::ranges::set_difference(types_a, types_b, std::back_inserter(out.ecosystems_gone));
  std::ranges::set_difference(types_b, types_a, std::back_inserter(out.ecosystems_new));
  return out;
}

}  // namespace avouch::inventory
