#include "inventory/merge.h"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>

#include "notation/purl.h"

namespace avouch::inventory {
namespace {

using model::Inventory;
using model::Part;

// What makes two parts one: everything of their purl, or of their name without one.
std::string Identity(const Part& part) {
  if (const auto purl = notation::ParsePurl(part.purl))
    return notation::FormatPurl(*purl) + "\n" + part.range;
  std::string out(Name(part.ecosystem));
  for (const std::string* one : {&part.group, &part.name, &part.version, &part.range})
    out.append(1, '\n').append(*one);
  return out.append(1, '\n').append(Name(part.kind));
}

void Fill(std::string& to, const std::string& from) {
  if (to.empty()) to = from;
}

template <class T>
void Unite(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
  std::ranges::sort(to);
  to.erase(std::ranges::unique(to).begin(), to.end());
}

// Shipped counts more than optional, and so on down to what nothing tells.
int Weight(model::Scope scope) {
  return scope == model::Scope::kUnsaid ? 99 : static_cast<int>(scope);
}

class Merger {
 public:
  Inventory Take(std::span<const Inventory> inventories) {
    out_.edges_known = !inventories.empty();
    out_.whole = model::Whole::kComplete;
    if (inventories.empty()) out_.whole = model::Whole::kUnknown;
    const bool told =
        std::ranges::all_of(inventories, [](const Inventory& one) { return !one.format.empty(); });
    if (inventories.size() == 1) out_ = Heading(inventories[0]);
    for (const auto& one : inventories)
      if (out_.subject.name.empty()) out_.subject = one.subject;
    subject_ = Identity(out_.subject);
    for (const auto& one : inventories) TakeOne(one);
    if (told && inventories.size() > 1) out_.format = "merged";
    Order();
    return std::move(out_);
  }

 private:
  static Inventory Heading(const Inventory& one) {
    Inventory out = one;
    out.parts.clear(), out.needs.clear();
    return out;
  }

  void TakeOne(const Inventory& one) {
    std::vector<std::uint32_t> at(one.parts.size());
    for (std::size_t i = 0; i < at.size(); ++i) at[i] = Place(one.parts[i]);
    std::uint32_t subject = model::kSubject;
    if (!one.subject.name.empty() && Identity(one.subject) != subject_) {
      subject = Place(one.subject);
      out_.needs.push_back({model::kSubject, subject});
    }
    for (const auto& need : one.needs) {
      if (need.to >= at.size() || (need.from != model::kSubject && need.from >= at.size()))
        continue;
      const auto from = need.from == model::kSubject ? subject : at[need.from];
      if (from != at[need.to]) out_.needs.push_back({from, at[need.to]});
    }
    out_.edges_known = out_.edges_known && one.edges_known;
    out_.partial = out_.partial || one.partial;
    if (one.whole == model::Whole::kIncomplete || one.partial)
      out_.whole = model::Whole::kIncomplete;
    else if (one.whole == model::Whole::kUnknown && out_.whole == model::Whole::kComplete)
      out_.whole = model::Whole::kUnknown;
    Unite(out_.authors, one.authors);
    Unite(out_.tools, one.tools);
    out_.created = std::max(out_.created, one.created);
    if (out_.context != one.context) out_.context = out_.context.empty() ? one.context : "";
    for (const auto& note : one.notes) out_.notes.push_back(note);
  }

  std::uint32_t Place(const Part& part) {
    const auto [found, fresh] =
        index_.try_emplace(Identity(part), static_cast<std::uint32_t>(out_.parts.size()));
    if (fresh) {
      out_.parts.push_back(part);
    } else {
      Unify(out_.parts[found->second], part);
    }
    return found->second;
  }

  void Unify(Part& to, const Part& from) {
    if (from.sure < to.sure) {  // What is surer tells; the other fills in.
      Part surer = from;
      std::swap(to, surer);
      return Unify(to, surer);
    }
    for (const auto field :
         {&Part::id, &Part::group, &Part::version, &Part::purl, &Part::cpe, &Part::supplier,
          &Part::producer, &Part::licence, &Part::origin, &Part::source_code, &Part::layer})
      Fill(to.*field, from.*field);
    for (const auto& digest : from.digests) {
      const bool clash = std::ranges::any_of(to.digests, [&](const model::PartDigest& one) {
        return one.algorithm == digest.algorithm && one.hex != digest.hex;
      });
      if (clash)
        out_.notes.push_back(to.name + " " + to.version + ": two digests of " + digest.algorithm);
    }
    Unite(to.digests, from.digests);
    Unite(to.places, from.places);
    Unite(to.properties, from.properties);
    if (Weight(from.scope) < Weight(to.scope)) to.scope = from.scope;
    to.direct = to.direct || from.direct;
    if (to.ecosystem == model::Ecosystem::kOther) to.ecosystem = from.ecosystem;
  }

  // Parts by their identity, so that the order of what came in does not show.
  void Order() {
    std::vector<std::pair<std::string, std::uint32_t>> order;
    order.reserve(out_.parts.size());
    for (const auto& [identity, at] : index_) order.emplace_back(identity, at);
    std::ranges::sort(order);
    std::vector<std::uint32_t> now(order.size());
    std::vector<Part> parts;
    parts.reserve(order.size());
    for (const auto& [identity, at] : order) {
      now[at] = static_cast<std::uint32_t>(parts.size());
      parts.push_back(std::move(out_.parts[at]));
    }
    out_.parts = std::move(parts);
    for (auto& need : out_.needs) {
      if (need.from != model::kSubject) need.from = now[need.from];
      need.to = now[need.to];
    }
    Unite(out_.needs, {});
    Unite(out_.notes, {});
    UniqueIds();
  }

  // Ids are of one document each: one that two parts bring is nobody's.
  void UniqueIds() {
    std::map<std::string, int> seen;
    ++seen[out_.subject.id];
    for (const auto& part : out_.parts) ++seen[part.id];
    for (auto& part : out_.parts)
      if (seen[part.id] > 1) part.id.clear();
  }

  Inventory out_;
  std::string subject_;
  std::unordered_map<std::string, std::uint32_t> index_;
};

}  // namespace

Inventory Merge(std::span<const Inventory> inventories) { return Merger().Take(inventories); }

}  // namespace avouch::inventory
