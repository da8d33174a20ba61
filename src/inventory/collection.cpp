#include "inventory/collection.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "inventory/purl_of.h"

namespace avouch::inventory {
namespace {

using model::Part;
using model::Scope;

std::string KeyOf(const Part& part) {
  if (!part.purl.empty()) return part.purl;
  return std::string(model::Name(part.ecosystem)) + '\n' + part.group + '\n' + part.name + '\n' +
         part.version + '\n' + part.range + '\n' + part.origin;
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
  std::ranges::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

}  // namespace

Scope Nearer(Scope a, Scope b) { return Distance(a) <= Distance(b) ? a : b; }

std::uint32_t Collection::Add(Part part) {
  part.origin = WithoutUser(part.origin);
  const auto [at, fresh] =
      index_.try_emplace(KeyOf(part), static_cast<std::uint32_t>(parts_.size()));
  if (fresh) {
    parts_.push_back(std::move(part));
    return at->second;
  }
  Part& there = parts_[at->second];
  there.scope = Nearer(there.scope, part.scope);
  there.sure = std::min(there.sure, part.sure);
  there.direct |= part.direct;
  if (there.licence.empty()) there.licence = std::move(part.licence);
  if (there.supplier.empty()) there.supplier = std::move(part.supplier);
  if (there.origin.empty()) there.origin = std::move(part.origin);
  if (there.range.empty()) there.range = std::move(part.range);
  std::ranges::move(part.places, std::back_inserter(there.places));
  std::ranges::move(part.digests, std::back_inserter(there.digests));
  return at->second;
}

void Collection::Reserve(std::size_t more) {
  parts_.reserve(parts_.size() + more);
  index_.reserve(parts_.size() + more);
}

void Collection::AddNeed(std::uint32_t from, std::uint32_t to) {
  if (from != to) needs_.push_back({from, to});
}

void Collection::MoveInto(model::Inventory& out) {
  for (Part& one : parts_) {
    SortOnce(one.places);
    SortOnce(one.digests);
  }
  std::vector<std::uint32_t> order(parts_.size()), rank(parts_.size());
  std::iota(order.begin(), order.end(), 0u);
  std::vector<std::string> names(parts_.size());
  for (std::size_t i = 0; i < parts_.size(); ++i)
    names[i] = parts_[i].group.empty() ? parts_[i].name : parts_[i].group + '/' + parts_[i].name;
  std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
    const Part &x = parts_[a], &y = parts_[b];
    return std::tie(x.ecosystem, names[a], x.version, x.purl, x.range, x.origin) <
           std::tie(y.ecosystem, names[b], y.version, y.purl, y.range, y.origin);
  });
  for (std::uint32_t i = 0; i < order.size(); ++i) rank[order[i]] = i;
  out.parts.reserve(parts_.size());
  for (const std::uint32_t i : order) out.parts.push_back(std::move(parts_[i]));
  for (model::Need& need : needs_) {
    if (need.from != model::kSubject) need.from = rank[need.from];
    need.to = rank[need.to];
  }
  SortOnce(needs_);
  out.needs = std::move(needs_);
  parts_.clear();
  index_.clear();
}

}  // namespace avouch::inventory
