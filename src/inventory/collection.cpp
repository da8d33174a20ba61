#include "inventory/collection.h"

#include <algorithm>
#include <array>
#include <compare>
#include <functional>
#include <numeric>
#include <string_view>
#include <tuple>
#include <utility>

#include "inventory/purl_of.h"

namespace avouch::inventory {
namespace {

using model::Part;
using model::Scope;

// A package is the same when its purl is; what has none, when all that tells it from others is.
bool Same(const Part& a, const Part& b) {
  if (!a.purl.empty() || !b.purl.empty()) return a.purl == b.purl;
  return a.ecosystem == b.ecosystem && a.name == b.name && a.group == b.group &&
         a.version == b.version && a.range == b.range && a.origin == b.origin;
}

std::size_t HashOf(const Part& part) {
  return std::hash<std::string_view>()(part.purl.empty() ? part.name : part.purl);
}

int Distance(Scope scope) {
  switch (scope) {
    case Scope::kShipped:
      return 0;
    case Scope::kOptional:
      return 1;
    case Scope::kUnsaid:
      return 2;
    case Scope::kBuild:
      return 3;
    case Scope::kTest:
      return 4;
    case Scope::kDevelopment:
      return 5;
  }
  return 2;
}

template <class T>
void SortOnce(std::vector<T>& values) {
  if (values.size() < 2) return;
  std::ranges::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

// "group/name", or the name alone, letter by letter: no text is made of them.
struct FullName {
  explicit FullName(const Part& part)
      : group(part.group), name(part.name), first(group.empty() ? 0 : group.size() + 1) {}
  [[nodiscard]] std::size_t size() const { return first + name.size(); }
  [[nodiscard]] unsigned char operator[](std::size_t at) const {
    if (at >= first) return static_cast<unsigned char>(name[at - first]);
    return at < group.size() ? static_cast<unsigned char>(group[at]) : '/';
  }
  std::string_view group, name;
  std::size_t first;  // Where the name starts
};

std::strong_ordering CompareNames(const Part& a, const Part& b) {
  if (a.group == b.group) return a.name <=> b.name;
  const FullName one(a), other(b);
  const std::size_t both = std::min(one.size(), other.size());
  for (std::size_t i = 0; i < both; ++i)
    if (one[i] != other[i]) return one[i] <=> other[i];
  return one.size() <=> other.size();
}

bool Before(const Part& a, const Part& b) {
  if (a.ecosystem != b.ecosystem) return a.ecosystem < b.ecosystem;
  if (const auto names = CompareNames(a, b); names != 0) return names < 0;
  return std::tie(a.version, a.purl, a.range, a.origin) <
         std::tie(b.version, b.purl, b.range, b.origin);
}

// What decides between most parts, in two numbers: the ecosystem and how the name begins. Many
// begin alike: "@babel/", "eslint-plugin-".
using Head = std::array<std::uint64_t, 2>;

Head HeadOf(const Part& part) {
  const FullName name(part);
  Head head = {static_cast<std::uint64_t>(part.ecosystem), 0};
  for (std::size_t i = 0; i < 15; ++i) {
    std::uint64_t& half = head[i < 7 ? 0 : 1];
    half = half << 8 | (i < name.size() ? name[i] : 0u);
  }
  return head;
}

// Indexes of the parts in the order that they are to stand in.
std::vector<std::uint32_t> OrderOf(const std::vector<Part>& parts) {
  struct Row {
    Head head;
    std::uint32_t index;
  };
  std::vector<Row> rows(parts.size());
  for (std::uint32_t i = 0; i < parts.size(); ++i) rows[i] = {HeadOf(parts[i]), i};
  const auto before = [&](const Row& a, const Row& b) {
    return a.head != b.head ? a.head < b.head : Before(parts[a.index], parts[b.index]);
  };
  // Locks are in order themselves, mostly.
  if (!std::ranges::is_sorted(rows, before)) std::ranges::sort(rows, before);
  std::vector<std::uint32_t> order(parts.size());
  std::ranges::transform(rows, order.begin(), &Row::index);
  return order;
}

// In order, each once: first by what needs, in one pass, then what each of them needs.
void Tidy(std::vector<model::Need>& needs, std::size_t parts) {
  const auto row = [&](const model::Need& need) {
    return need.from == model::kSubject ? parts : std::size_t{need.from};
  };
  std::vector<std::uint32_t> ends(parts + 2, 0);  // Of each row, once all needs are placed
  for (const auto& need : needs) ++ends[row(need) + 1];
  std::partial_sum(ends.begin(), ends.end(), ends.begin());
  std::vector<model::Need> placed(needs.size());
  for (const auto& need : needs) placed[ends[row(need)]++] = need;
  auto start = placed.begin();
  for (std::size_t i = 0; i <= parts; ++i) {
    const auto end = placed.begin() + ends[i];
    std::sort(start, end, [](const auto& a, const auto& b) { return a.to < b.to; });
    start = end;
  }
  placed.erase(std::unique(placed.begin(), placed.end()), placed.end());
  needs = std::move(placed);
}

// Puts parts[order[i]] at i, along each ring of parts that take one another's places.
void Arrange(std::vector<Part>& parts, std::vector<std::uint32_t> order) {
  for (std::uint32_t start = 0; start < order.size(); ++start) {
    if (order[start] == start) continue;
    Part held = std::move(parts[start]);
    std::uint32_t at = start;
    for (std::uint32_t from = order[at]; from != start; from = order[at]) {
      parts[at] = std::move(parts[from]);
      order[at] = at;
      at = from;
    }
    parts[at] = std::move(held);
    order[at] = at;
  }
}

}  // namespace

Scope Nearer(Scope a, Scope b) { return Distance(a) <= Distance(b) ? a : b; }

std::uint32_t Collection::Add(Part&& part) {
  part.origin = WithoutUser(std::move(part.origin));
  const std::size_t hash = HashOf(part);
  const std::uint32_t at =
      index_.Find(hash, [&](std::uint32_t one) { return Same(parts_[one], part); });
  if (at == Slots::kNone) {
    const auto fresh = static_cast<std::uint32_t>(parts_.size());
    index_.Add(hash, fresh);
    parts_.push_back(std::move(part));
    return fresh;
  }
  Part& there = parts_[at];
  there.scope = Nearer(there.scope, part.scope);
  there.sure = std::min(there.sure, part.sure);
  there.direct |= part.direct;
  if (there.licence.empty()) there.licence = std::move(part.licence);
  if (there.supplier.empty()) there.supplier = std::move(part.supplier);
  if (there.origin.empty()) there.origin = std::move(part.origin);
  if (there.range.empty()) there.range = std::move(part.range);
  std::ranges::move(part.places, std::back_inserter(there.places));
  std::ranges::move(part.digests, std::back_inserter(there.digests));
  return at;
}

void Collection::Reserve(std::size_t more) {
  parts_.reserve(parts_.size() + more);
  index_.Reserve(parts_.size() + more);
}

void Collection::AddNeed(std::uint32_t from, std::uint32_t to) {
  if (from != to) needs_.push_back({from, to});
}

void Collection::MoveInto(model::Inventory& out) {
  for (Part& one : parts_) {
    SortOnce(one.places);
    SortOnce(one.digests);
    SortOnce(one.properties);
  }
  std::vector<std::uint32_t> order = OrderOf(parts_), ranks(parts_.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) ranks[order[i]] = i;
  for (model::Need& need : needs_) {
    if (need.from != model::kSubject) need.from = ranks[need.from];
    need.to = ranks[need.to];
  }
  Arrange(parts_, std::move(order));
  Tidy(needs_, parts_.size());
  out.parts = std::exchange(parts_, {});
  out.needs = std::exchange(needs_, {});
  index_.Clear();
}

}  // namespace avouch::inventory
