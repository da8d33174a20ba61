#include "collect/go_together.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/text.h"
#include "collect/go_module_cache.h"
#include "notation/version_key.h"

namespace avouch::collect {
namespace {

using formats::GoModule;
using formats::GoReplacement;

constexpr std::size_t kMaxToldReplacements = 20;  // In one go.mod

// Replacements by what they replace; the first for a version, or for all, stands.
class Replacements {
 public:
  void Add(const GoReplacement& one) { by_name_.try_emplace(one.name + '\n' + one.version, &one); }
  [[nodiscard]] const GoReplacement* Find(const std::string& name,
                                          const std::string& version) const {
    for (const std::string& key : {name + '\n' + version, name + '\n'})
      if (const auto found = by_name_.find(key); found != by_name_.end()) return found->second;
    return nullptr;
  }

 private:
  std::unordered_map<std::string, const GoReplacement*> by_name_;
};

class Workspace {
 public:
  Workspace(const GoModule& work, std::vector<GoModule*> members) : members_(std::move(members)) {
    for (const auto& one : work.replacements) first_.Add(one);
    for (const GoModule* member : members_) {
      own_.insert(member->manifest.name);
      for (const auto& one : member->replacements) second_.Add(one);
      for (std::size_t i = 0; i < member->modules.size(); ++i)
        Select(member->modules[i], member->versions[i]);
    }
  }

  void Resolve() {
    for (GoModule* member : members_)
      for (std::size_t i = 0; i < member->modules.size(); ++i) Resolve(*member, i);
  }

 private:
  void Select(const std::string& name, const std::string& version) {
    const auto [at, fresh] = selected_.try_emplace(name, version);
    const auto order =
        notation::CompareVersionsIn(notation::VersionOrder::kGo, at->second, version);
    if (!fresh && order && *order < 0) at->second = version;
  }

  void Resolve(GoModule& member, std::size_t i) const {
    const std::string& name = member.modules[i];
    model::Requirement& wanted = member.manifest.requirements[i];
    const bool was_folder = wanted.source == model::SourceKind::kPath;
    const std::string was = wanted.name + ' ' + wanted.range;
    wanted.name = name;
    wanted.range = member.versions[i];
    wanted.source = model::SourceKind::kRegistry;
    if (own_.contains(name)) {
      wanted.source = model::SourceKind::kPath;
      return;
    }
    const std::string& version = selected_.at(name);
    const GoReplacement* to = first_.Find(name, version);
    if (to == nullptr) to = second_.Find(name, version);
    if (to == nullptr) return;
    if (to->IsFolder()) {
      wanted.source = model::SourceKind::kPath;
    } else {
      wanted.name = to->to;
      wanted.range = to->to_version;
    }
    const bool told = to->IsFolder() ? was_folder : was == wanted.name + ' ' + wanted.range;
    auto& notes = member.manifest.notes;
    if (!told && notes.size() < kMaxToldReplacements)
      notes.push_back(name + " is replaced in the workspace by " + to->to +
                      (to->to_version.empty() ? "" : " " + to->to_version));
  }

  std::vector<GoModule*> members_;
  Replacements first_, second_;                            // Of go.work; of its modules
  std::unordered_set<std::string> own_;                    // Modules that are in it
  std::unordered_map<std::string, std::string> selected_;  // Before replacement
};

}  // namespace

std::vector<model::Manifest> ResolveGoModules(std::vector<GoModule> modules,
                                              const source::PackageCaches* caches) {
  std::vector<std::vector<GoModule*>> builds;
  std::map<std::string, GoModule*, std::less<>> by_folder;
  for (auto& one : modules)
    if (one.manifest.format == "go-mod")
      by_folder.emplace(std::string(one.manifest.path.folder()), &one);
  for (const auto& work : modules) {
    if (work.manifest.format != "go-work") continue;
    std::vector<GoModule*> members;
    for (const auto& use : work.manifest.workspaces) {
      const std::string folder = ResolvePath(work.manifest.path.folder(), use);
      if (folder.empty() && use != "." && use != "./") continue;  // It leads out of the tree
      const auto found = by_folder.find(folder);
      if (found == by_folder.end()) continue;
      members.push_back(found->second);
      by_folder.erase(found);  // One workspace has it
    }
    builds.push_back(members);
    Workspace(work, std::move(members)).Resolve();
  }
  for (const auto& [folder, alone] : by_folder) builds.push_back({alone});
  if (caches != nullptr && caches->Has(source::CacheLayout::kGo)) AddCachedGoNeeds(builds, *caches);
  std::vector<model::Manifest> out;
  out.reserve(modules.size());
  for (auto& one : modules) out.push_back(std::move(one.manifest));
  return out;
}

}  // namespace avouch::collect
