#include "formats/cargo_lock.h"

#include <algorithm>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/slots.h"
#include "base/text.h"
#include "formats/lock_graph.h"
#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

using model::SourceKind;
using syntax::Node;

Result<model::Component> Package(const Path& path, const Node& package, const Node& metadata) {
  model::Component component;
  component.place = PlaceOf(path, package.line());
  component.name = package["name"].text();
  component.version = package["version"].text();
  if (component.name.empty() || component.version.empty())
    return FailAt(path, component.place.line, "a package without name or version");
  component.origin = package["source"].text();
  component.source = component.origin.empty()               ? SourceKind::kWorkspace
                     : component.origin.starts_with("git+") ? SourceKind::kGit
                                                            : SourceKind::kRegistry;
  std::string_view checksum = package["checksum"].text();
  if (checksum.empty() && !metadata.empty())
    checksum = metadata["checksum " + component.name + " " + component.version + " (" +
                        component.origin + ")"]
                   .text();
  if (!checksum.empty() && checksum != "<none>")
    component.digests.push_back("sha256:" + std::string(checksum));
  return component;
}

// Packages by what a dependency says of them: "name", "name version" or
// "name version (source)", as much as tells one from the others.
class Packages {
 public:
  explicit Packages(const std::vector<model::Component>& components)
      : components_(components), order_(components.size()) {
    for (std::uint32_t i = 0; i < order_.size(); ++i) order_[i] = i;
    const auto before = [&](std::uint32_t a, std::uint32_t b) {
      const auto &one = components_[a], &other = components_[b];
      return std::tie(one.name, one.version) < std::tie(other.name, other.version);
    };
    // Cargo writes them in this order.
    if (!std::ranges::is_sorted(order_, before)) std::ranges::stable_sort(order_, before);
    first_.Reserve(order_.size());
    for (std::uint32_t i = 0; i < order_.size(); ++i)
      if (const std::string& name = components_[order_[i]].name;
          i == 0 || components_[order_[i - 1]].name != name)
        first_.Add(HashOf(name), i);
  }

  [[nodiscard]] std::uint32_t Find(std::string_view dependency) const {
    const std::size_t space = dependency.find(' ');
    const std::string_view name = dependency.substr(0, space);
    const std::uint32_t first = first_.Find(
        HashOf(name), [&](std::uint32_t at) { return components_[order_[at]].name == name; });
    if (first == Slots::kNone) return kNoComponent;
    if (space == dependency.npos) return order_[first];
    std::string_view version = dependency.substr(space + 1), source;
    if (const std::size_t open = version.find(" (");
        open != version.npos && version.ends_with(')')) {
      source = version.substr(open + 2, version.size() - open - 3);
      version = version.substr(0, open);
    }
    const auto from =
        std::lower_bound(order_.begin() + first, order_.end(), std::pair(name, version),
                         [&](std::uint32_t i, const auto& wanted) {
                           return std::pair<std::string_view, std::string_view>(
                                      components_[i].name, components_[i].version) < wanted;
                         });
    // One name and version comes from few sources: a git fork beside a registry.
    for (auto at = from; at != order_.end() && at - from < kMaxSources; ++at) {
      const auto& one = components_[*at];
      if (one.name != name || one.version != version) break;
      // Of a repository the commit stands in its own entry alone.
      const std::string_view origin = one.origin;
      if (source.empty() || origin == source || origin.substr(0, origin.find('#')) == source)
        return *at;
    }
    return kNoComponent;
  }

 private:
  static constexpr std::ptrdiff_t kMaxSources = 16;

  static std::size_t HashOf(std::string_view name) { return std::hash<std::string_view>()(name); }

  const std::vector<model::Component>& components_;
  std::vector<std::uint32_t> order_;  // By name and version
  Slots first_;                       // Of each name, in order_
};

// What members need is direct; Cargo.lock does not tell tests' and builds' needs apart.
void Connect(std::span<const Node* const> packages, model::Manifest& manifest, Notes& notes) {
  const Packages by_name(manifest.components);
  long long missing = 0;
  for (std::size_t i = 0; i < packages.size(); ++i) {
    auto& component = manifest.components[i];
    for (const Node& dependency : (*packages[i])["dependencies"].items()) {
      const std::uint32_t to = by_name.Find(dependency.text());
      if (to == kNoComponent) {
        ++missing;
        continue;
      }
      component.detail.needs.push_back(to);
      if (component.source == SourceKind::kWorkspace) manifest.components[to].detail.direct = true;
    }
  }
  TidyNeeds(manifest.components);
  if (missing > 0)
    notes.Add(Count("dependency", missing, "dependencies") + " that nothing here is found for");
}

}  // namespace

bool IsCargoLock(const Path& path) { return path.name() == "Cargo.lock"; }

Result<model::Manifest> ReadCargoLock(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadToml(path, bytes));
  model::Manifest manifest;
  manifest.ecosystem = model::Ecosystem::kCargo;
  manifest.format = "cargo-lock";
  manifest.path = path;
  manifest.lock = true;
  Notes notes;
  const auto version = root["version"].integer().value_or(1);
  if (version < 1 || version > 4)
    notes.Add(root["version"].line(), "version " + std::to_string(version) + " is not known");
  const Node& metadata = root["metadata"];
  std::vector<const Node*> packages;  // Of each component
  manifest.components.reserve(root["package"].size() + 1);
  packages.reserve(root["package"].size() + 1);
  if (root["root"].is_map()) {  // Before 2017 the main package stood apart.
    AVOUCH_TRY(auto own, Package(path, root["root"], metadata));
    manifest.components.push_back(std::move(own));
    packages.push_back(&root["root"]);
  }
  for (const Node& package : root["package"].items()) {
    AVOUCH_TRY(auto component, Package(path, package, metadata));
    if (component.source == SourceKind::kRegistry && component.digests.empty())
      notes.Add(package.line(), component.name + " " + component.version + " has no checksum");
    manifest.components.push_back(std::move(component));
    packages.push_back(&package);
  }
  Connect(packages, manifest, notes);
  if (!root["package"].present() && manifest.components.empty()) notes.Add("no package is listed");
  manifest.notes = notes.Take();
  return manifest;
}

}  // namespace avouch::formats
