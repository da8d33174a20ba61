#include "formats/uv_lock.h"

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

using model::SourceKind;
using syntax::Node;

void AddSource(const Node& source, model::Component& component) {
  struct Row {
    std::string_view key;
    SourceKind kind;
  };
  for (const auto& [key, kind] : {Row{"registry", SourceKind::kRegistry},
                                  {"git", SourceKind::kGit},
                                  {"url", SourceKind::kUrl},
                                  {"path", SourceKind::kPath},
                                  {"directory", SourceKind::kPath},
                                  {"editable", SourceKind::kWorkspace},
                                  {"virtual", SourceKind::kWorkspace}}) {
    if (!source[key].is_text()) continue;
    component.source = kind;
    component.origin = source[key].text();
  }
}

// What each package reaches: names, several of which may share one version set.
class Reachable {
 public:
  explicit Reachable(std::span<const Node> packages)
      : packages_(packages), reached_(packages.size()) {
    for (std::size_t i = 0; i < packages.size(); ++i)
      by_name_[packages[i]["name"].text()].push_back(i);
  }

  // Goes out from the workspace's members, not through their groups.
  const std::vector<bool>& From(const std::vector<std::size_t>& roots) {
    for (const std::size_t root : roots) Reach(root);
    while (!open_.empty()) {
      const Node& package = packages_[open_.back()];
      open_.pop_back();
      Dependencies(package["dependencies"]);
      for (const auto& [key, place, value] : package["optional-dependencies"].entries())
        Dependencies(value);
    }
    return reached_;
  }

 private:
  void Reach(std::size_t index) {
    if (reached_[index]) return;
    reached_[index] = true;
    open_.push_back(index);
  }
  void Dependencies(const Node& list) {
    for (const Node& dependency : list.items()) {
      const auto found = by_name_.find(dependency["name"].text());
      if (found == by_name_.end()) continue;
      const std::string_view version = dependency["version"].text();
      for (const std::size_t index : found->second)
        if (version.empty() || packages_[index]["version"].text() == version) Reach(index);
    }
  }

  std::span<const Node> packages_;
  std::unordered_map<std::string_view, std::vector<std::size_t>> by_name_;
  std::vector<bool> reached_;
  std::vector<std::size_t> open_;
};

}  // namespace

bool IsUvLock(const Path& path) { return path.name() == "uv.lock"; }

Result<model::Manifest> ReadUvLock(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadToml(path, bytes));
  model::Manifest manifest;
  manifest.ecosystem = model::Ecosystem::kPython;
  manifest.format = "uv-lock";
  manifest.path = path;
  manifest.lock = true;
  Notes notes;
  if (const auto version = root["version"].integer(); version && *version != 1)
    notes.Add(root["version"].line(), "version " + std::to_string(*version) + " is not known");
  if (root["requires-python"].is_text())
    manifest.tools.push_back("python " + std::string(root["requires-python"].text()));
  manifest.workspaces = Texts(root["manifest"]["members"]);
  std::string_view list = "package";
  if (!root[list].present() && root["distribution"].present()) list = "distribution";  // 2024
  const auto packages = root[list].items();
  std::vector<std::size_t> members;
  for (const Node& package : packages) {
    model::Component component;
    component.place = PlaceOf(path, package.line());
    component.name = package["name"].text();
    component.version = package["version"].text();
    if (component.name.empty()) return FailAt(path, component.place.line, "a package without name");
    AddSource(package["source"], component);
    const auto add = [&](const Node& file) {
      if (!file["hash"].text().empty()) component.digests.emplace_back(file["hash"].text());
    };
    add(package["sdist"]);
    for (const Node& wheel : package["wheels"].items()) add(wheel);
    if (component.source == SourceKind::kWorkspace) members.push_back(manifest.components.size());
    if (component.digests.empty() && component.source == SourceKind::kRegistry)
      notes.Add(package.line(), component.name + " " + component.version + " has no hash");
    manifest.components.push_back(std::move(component));
  }
  Reachable reachable(packages);
  if (!members.empty()) {
    const auto& reached = reachable.From(members);
    for (std::size_t i = 0; i < packages.size(); ++i)
      manifest.components[i].development = !reached[i];
  }
  manifest.notes = notes.Take();
  return manifest;
}

}  // namespace avouch::formats
