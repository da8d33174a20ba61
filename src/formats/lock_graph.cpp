#include "formats/lock_graph.h"

#include <algorithm>

namespace avouch::formats {

std::vector<bool> ReachedFrom(const std::vector<model::Component>& components,
                              std::span<const std::uint32_t> roots) {
  std::vector<bool> reached(components.size());
  std::vector<std::uint32_t> open;
  const auto reach = [&](std::uint32_t index) {
    if (index >= reached.size() || reached[index]) return;
    reached[index] = true;
    open.push_back(index);
  };
  for (const std::uint32_t root : roots) reach(root);
  while (!open.empty()) {
    const std::uint32_t from = open.back();
    open.pop_back();
    for (const std::uint32_t to : components[from].detail.needs) reach(to);
  }
  return reached;
}

void TidyNeeds(std::vector<model::Component>& components) {
  for (auto& component : components) {
    auto& needs = component.detail.needs;
    if (needs.empty()) continue;
    std::ranges::sort(needs);
    needs.erase(std::ranges::unique(needs).begin(), needs.end());
    while (!needs.empty() && needs.back() >= components.size()) needs.pop_back();
  }
}

void MarkScopes(model::Manifest& manifest, const Roots& roots) {
  auto& components = manifest.components;
  for (const auto* list : {&roots.shipped, &roots.development, &roots.optional})
    for (const std::uint32_t root : *list)
      if (root < components.size()) components[root].detail.direct = true;
  const auto shipped = ReachedFrom(components, roots.shipped);
  const auto development = ReachedFrom(components, roots.development);
  const auto optional = ReachedFrom(components, roots.optional);
  for (std::size_t i = 0; i < components.size(); ++i) {
    auto& component = components[i];
    if (shipped[i]) continue;
    if (optional[i])
      component.detail.optional = true;  // A customer may get it, whoever else asks for it.
    else if (development[i])
      component.development = true, component.detail.group = "dev";
  }
}

std::string GraphText(const model::Manifest& manifest) {
  std::string out;
  for (const auto& one : manifest.components) {
    out += one.name + "@" + one.version + (one.detail.direct ? "!" : "") +
           (one.development ? "d" : "") + (one.detail.optional ? "o" : "") +
           (one.source == model::SourceKind::kWorkspace ? "w" : "") + ":";
    for (const auto to : one.detail.needs)
      out += " " + manifest.components[to].name + "@" + manifest.components[to].version;
    out += "\n";
  }
  return out;
}

}  // namespace avouch::formats
