#include "formats/package_needs.h"

#include <algorithm>
#include <tuple>

namespace avouch::formats {
namespace {

// More providers of one name than any distribution has; a hostile file has
// 10,000 that ask for one name which 10,000 provide.
constexpr std::size_t kMaxProviders = 64;
// Edges of one installation; an installation of 5,000 packages has some 60,000.
constexpr std::size_t kMaxEdges = 4'000'000;

std::string_view ArchitectureOf(const model::Component& component) {
  for (const auto& [key, value] : component.detail.qualifiers)
    if (key == "arch") return value;
  return {};
}

}  // namespace

void PackageNeeds::Wants(std::uint32_t package, const std::vector<std::string_view>& alternatives) {
  if (names_.size() + alternatives.size() > kMaxPackageNames) return void(full_ = true);
  wants_.push_back({package, static_cast<std::uint32_t>(names_.size()),
                    static_cast<std::uint32_t>(alternatives.size())});
  names_.insert(names_.end(), alternatives.begin(), alternatives.end());
}

bool PackageNeeds::Meet(std::uint32_t package, std::string_view name,
                        std::vector<model::Component>& components) const {
  auto offer = std::ranges::lower_bound(offers_, name, {}, &Offer::name);
  if (offer == offers_.end() || offer->name != name) return false;
  const bool own = offer->own;  // Own names come first.
  const std::string_view wanted = ArchitectureOf(components[package]);
  auto& needs = components[package].detail.needs;
  const std::size_t before = needs.size();
  std::uint32_t other = offer->package;
  for (; offer != offers_.end() && offer->name == name && offer->own == own; ++offer) {
    if (needs.size() - before == kMaxProviders) break;
    const std::string_view arch = ArchitectureOf(components[offer->package]);
    if (arch == wanted || arch == "all" || arch == "noarch" || wanted == "all" ||
        wanted == "noarch")
      needs.push_back(offer->package);
  }
  if (needs.size() == before) needs.push_back(other);
  return true;
}

void PackageNeeds::Resolve(std::vector<model::Component>* components) {
  std::ranges::sort(offers_, [](const Offer& a, const Offer& b) {
    return std::tuple(a.name, !a.own, a.package) < std::tuple(b.name, !b.own, b.package);
  });
  std::size_t edges = 0;
  for (const Want& want : wants_) {
    const auto& needs = (*components)[want.package].detail.needs;
    const std::size_t before = needs.size();
    for (std::uint32_t i = 0; i < want.count; ++i)
      if (Meet(want.package, names_[want.first + i], *components)) break;
    edges += needs.size() - before;
    if (edges <= kMaxEdges) continue;
    full_ = true;
    break;
  }
  for (std::uint32_t i = 0; i < components->size(); ++i) {
    auto& needs = (*components)[i].detail.needs;
    std::ranges::sort(needs);
    needs.erase(std::ranges::unique(needs).begin(), needs.end());
    std::erase(needs, i);
  }
  offers_.clear(), wants_.clear(), names_.clear();
}

}  // namespace avouch::formats
