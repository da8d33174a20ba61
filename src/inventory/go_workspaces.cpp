#include "inventory/go_workspaces.h"

#include "base/text.h"
#include "notation/version_key.h"

namespace avouch::inventory {
namespace {

std::string FolderOf(const Path& path) { return std::string(path.folder()); }

// "a/b" of `folder` "a" and "./b"; what leads out of the tree is nothing that is here.
std::string Below(const std::string& folder, std::string_view use) {
  std::vector<std::string_view> steps;
  for (const std::string_view text : {std::string_view(folder), use})
    for (const auto step : Split(text, '/')) {
      if (step.empty() || step == ".") continue;
      if (step != "..")
        steps.push_back(step);
      else if (steps.empty())
        return "..";
      else
        steps.pop_back();
    }
  std::string out;
  for (const auto step : steps) out += (out.empty() ? "" : "/") + std::string(step);
  return out;
}

}  // namespace

GoWorkspaces::GoWorkspaces(const std::vector<model::Manifest>& manifests) {
  for (const auto& manifest : manifests) {
    if (manifest.format != "go-work") continue;
    for (const auto& use : manifest.workspaces)
      workspace_.try_emplace(Below(FolderOf(manifest.path), use), selected_.size());
    selected_.emplace_back();
  }
  if (workspace_.empty()) return;
  for (const auto& manifest : manifests) {
    if (manifest.format != "go-mod") continue;
    const auto of = workspace_.find(FolderOf(manifest.path));
    if (of == workspace_.end()) continue;
    for (const auto& wanted : manifest.requirements) {
      if (wanted.source == model::SourceKind::kPath) continue;
      const auto [at, fresh] = selected_[of->second].try_emplace(wanted.name, wanted.range);
      const auto order =
          notation::CompareVersionsIn(notation::VersionOrder::kGo, at->second, wanted.range);
      if (!fresh && order && *order < 0) at->second = wanted.range;
    }
  }
}

std::string GoWorkspaces::Selected(const std::string& folder, const std::string& module,
                                   const std::string& version) const {
  const auto of = workspace_.find(folder);
  if (of == workspace_.end()) return version;
  const auto found = selected_[of->second].find(module);
  return found == selected_[of->second].end() ? version : found->second;
}

bool ListsGoGraph(const model::Manifest& manifest) {
  for (const std::string_view tool : manifest.tools) {
    if (!tool.starts_with("go ")) continue;
    std::string_view minor = tool.substr(3);
    if (!minor.starts_with("1.")) return !minor.starts_with('1');
    minor = minor.substr(2, minor.find_first_not_of("0123456789", 2) - 2);
    return minor.size() > 2 || (minor.size() == 2 && minor >= "17");
  }
  return false;
}

std::map<std::string, std::string> NewestGoVersions(const model::Manifest& sums) {
  std::map<std::string, std::string> out;
  for (const auto& one : sums.components) {
    const auto [at, fresh] = out.try_emplace(one.name, one.version);
    const auto order =
        notation::CompareVersionsIn(notation::VersionOrder::kGo, at->second, one.version);
    if (!fresh && order && *order < 0) at->second = one.version;
  }
  return out;
}

}  // namespace avouch::inventory
