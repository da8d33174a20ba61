#include "formats/uv_lock.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/lock_graph.h"
#include "formats/manifest_reading.h"
#include "formats/python_names.h"

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

// Needs of packages by name, and by version where several share one. An extra's needs stand
// in the lock only where somebody asks for it; those of a member are for its customers to ask.
class Connector {
 public:
  Connector(std::span<const Node> packages, model::Manifest& manifest)
      : packages_(packages), manifest_(manifest), names_(manifest.components) {}

  void Connect() {
    for (std::size_t i = 0; i < packages_.size(); ++i) {
      const Node& package = packages_[i];
      auto& component = manifest_.components[i];
      const bool member = component.source == SourceKind::kWorkspace;
      Add(package["dependencies"], component, member ? &roots_.shipped : nullptr);
      for (const auto& [extra, place, list] : package["optional-dependencies"].entries())
        Add(list, component, member ? &roots_.optional : nullptr);
    }
    // Groups come last, so that what members reach without them is known.
    std::vector<std::pair<std::uint32_t, std::string_view>> groups;
    std::vector<std::vector<std::uint32_t>> later(packages_.size());
    for (std::size_t i = 0; i < packages_.size(); ++i)
      for (const auto& [group, place, list] : packages_[i]["dev-dependencies"].entries()) {
        const std::size_t from = later[i].size();
        AddTo(list, later[i]);
        for (std::size_t at = from; at < later[i].size(); ++at) {
          roots_.development.push_back(later[i][at]);
          groups.emplace_back(later[i][at], group);
        }
      }
    TidyNeeds(manifest_.components);
    MarkScopes(manifest_, roots_);
    MarkGroups(groups);
    for (std::size_t i = 0; i < packages_.size(); ++i) {
      auto& needs = manifest_.components[i].detail.needs;
      needs.insert(needs.end(), later[i].begin(), later[i].end());
    }
    TidyNeeds(manifest_.components);
  }

 private:
  void Add(const Node& list, model::Component& component, std::vector<std::uint32_t>* roots) {
    const std::size_t from = component.detail.needs.size();
    AddTo(list, component.detail.needs);
    if (roots != nullptr)
      roots->insert(roots->end(),
                    component.detail.needs.begin() + static_cast<std::ptrdiff_t>(from),
                    component.detail.needs.end());
  }

  // What only groups reach has the name of one that does, a group for tests before others.
  void MarkGroups(const std::vector<std::pair<std::uint32_t, std::string_view>>& groups) {
    std::vector<char> seen(manifest_.components.size(), 0);
    for (const bool tests : {true, false})
      for (const auto& [root, group] : groups) {
        if ((Lower(group).find("test") != std::string::npos) != tests) continue;
        std::vector<std::uint32_t> open = {root};
        while (!open.empty()) {
          const std::uint32_t at = open.back();
          open.pop_back();
          auto& component = manifest_.components[at];
          if (seen[at] != 0 || !component.development) continue;
          seen[at] = 1;
          component.detail.group = group;
          open.insert(open.end(), component.detail.needs.begin(), component.detail.needs.end());
        }
      }
  }

  void AddTo(const Node& list, std::vector<std::uint32_t>& needs) const {
    for (const Node& dependency : list.items())
      names_.FindExact(dependency["name"].text(), dependency["version"].text(), needs);
  }

  std::span<const Node> packages_;
  model::Manifest& manifest_;
  PythonNames names_;
  Roots roots_;
};

}  // namespace

bool IsUvLock(const Path& path) {
  return path.name() == "uv.lock" || path.name().ends_with(".py.lock");
}

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
    if (component.digests.empty() && component.source == SourceKind::kRegistry)
      notes.Add(package.line(), component.name + " " + component.version + " has no hash");
    manifest.components.push_back(std::move(component));
  }
  Connector(packages, manifest).Connect();
  // What a script asks for: it has no package of its own.
  std::vector<std::uint32_t> asked;
  const PythonNames names(manifest.components);
  for (const Node& wanted : root["manifest"]["requirements"].items())
    names.FindExact(wanted["name"].text(), "", asked);
  for (const std::uint32_t at : asked) manifest.components[at].detail.direct = true;
  manifest.notes = notes.Take();
  return manifest;
}

}  // namespace avouch::formats
