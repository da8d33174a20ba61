#include "collect/go_scopes.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "base/text.h"

namespace avouch::collect {
namespace {

using formats::GoModule;

// How near to customers, the nearest first.
enum Level : std::uint8_t {
  kShipped,
  kSomeBuilds,
  kUnsaid,
  kTools,
  kTests,
  kExamples,
  kNone,
};

Level Farther(Level a, Level b) { return std::max(a, b); }

constexpr std::uint32_t kNothing = UINT32_MAX;

// Import paths that are looked up by each of their beginnings; the longest known has 150 bytes.
constexpr std::size_t kMaxImport = 500;

// What an import leads to.
struct Target {
  std::uint32_t package = kNothing;      // Of this tree, vendored ones too
  std::uint32_t requirement = kNothing;  // Of the importing package's module
  bool missing = false;  // It should be here and is not, or is another module of this tree
  bool unknown = false;  // Of a module that go.mod does not name
};

class Graph {
 public:
  Graph(const std::vector<GoPackage>& packages, const std::vector<bool>& whole,
        std::vector<GoModule*>& modules)
      : packages_(packages),
        whole_(whole),
        modules_(modules),
        facts_(modules.size()),
        levels_(packages.size(), kNone) {}

  void Mark() {
    Index();
    for (std::uint32_t i = 0; i < packages_.size(); ++i) Reach(i, RootOf(i));
    for (std::uint32_t i = 0; i < packages_.size(); ++i) ReachBeside(i);
    for (std::uint32_t m = 0; m < modules_.size(); ++m)
      if (modules_[m]->manifest.format == "go-mod") Follow(m, modules_[m]->tools, kTools);
    Spread();
    // What nothing imports, and is no root: who needs it, nothing tells.
    for (std::uint32_t i = 0; i < packages_.size(); ++i)
      if (levels_[i] == kNone && !packages_[i].vendored) Reach(i, kUnsaid);
    Spread();
    for (std::uint32_t m = 0; m < modules_.size(); ++m) Tell(m);
  }

 private:
  struct Facts {
    std::unordered_map<std::string, std::uint32_t> requirements;  // By what sources import
    std::vector<Level> levels;                                    // Of each requirement
    bool program = false;                                         // A program of it is shipped
    bool vendored = false;                                        // Packages lie in vendor/
    bool incomplete = false;  // It imports what is not here, or other modules of this tree
  };

  void Index() {
    for (std::uint32_t i = 0; i < packages_.size(); ++i) {
      by_folder_.emplace(packages_[i].folder, i);
      Facts& facts = facts_[packages_[i].module];
      facts.program |= packages_[i].root == GoPackage::Root::kProgram;
      facts.vendored |= packages_[i].vendored;
    }
    for (std::uint32_t m = 0; m < modules_.size(); ++m) {
      if (modules_[m]->manifest.format != "go-mod") continue;
      by_module_.emplace(modules_[m]->manifest.name, m);
      for (std::uint32_t i = 0; i < modules_[m]->modules.size(); ++i)
        facts_[m].requirements.emplace(modules_[m]->modules[i], i);
      facts_[m].levels.assign(modules_[m]->modules.size(), kNone);
    }
  }

  // Of a module with programs its libraries may be for these alone.
  [[nodiscard]] Level RootOf(std::uint32_t package) const {
    const GoPackage& one = packages_[package];
    switch (one.root) {
      case GoPackage::Root::kProgram:
        return kShipped;
      case GoPackage::Root::kLibrary:
        return facts_[one.module].program ? kUnsaid : kShipped;
      case GoPackage::Root::kUnsure:
        return kUnsaid;
      case GoPackage::Root::kTests:
        return kTests;
      case GoPackage::Root::kExamples:
        return kExamples;
      case GoPackage::Root::kNot:
        break;
    }
    return kNone;
  }

  void Reach(std::uint32_t package, Level level) {
    if (level < levels_[package]) {
      levels_[package] = level;
      open_[level].push_back(package);
    }
  }

  // What follows is never nearer than what it follows from.
  void Spread() {
    for (std::size_t level = 0; level < open_.size(); ++level)
      while (!open_[level].empty()) {
        const std::uint32_t at = open_[level].back();
        open_[level].pop_back();
        if (levels_[at] != level) continue;
        Follow(packages_[at].module, packages_[at].imports, levels_[at]);
        Follow(packages_[at].module, packages_[at].sometimes, Farther(levels_[at], kSomeBuilds));
      }
  }

  // Tests and generators are run whatever becomes of the package.
  void ReachBeside(std::uint32_t package) {
    const GoPackage& one = packages_[package];
    if (one.vendored) return;
    const Level least = one.root == GoPackage::Root::kExamples ? kExamples
                        : one.root == GoPackage::Root::kTests  ? kTests
                                                               : kShipped;
    Follow(one.module, one.never, Farther(kTools, least));
    Follow(one.module, one.tests, Farther(kTests, least));
  }

  void Follow(std::uint32_t module, const std::vector<std::string>& imports, Level level) {
    Facts& facts = facts_[module];
    for (const auto& path : imports) {
      const Target to = Resolve(module, path);
      if (to.requirement != kNothing) {
        Level& there = facts.levels[to.requirement];
        there = std::min(there, level);
      }
      facts.incomplete |= to.unknown || (to.missing && level != kTools);
      if (to.package != kNothing) Reach(to.package, level);
    }
  }

  Target Resolve(std::uint32_t module, const std::string& path) const {
    Target out;
    out.unknown = path.size() > kMaxImport;
    if (out.unknown) return out;
    const GoModule& own = *modules_[module];
    std::string_view prefix = path;
    for (;; prefix = prefix.substr(0, prefix.rfind('/'))) {
      const std::string name(prefix);
      const auto wanted = facts_[module].requirements.find(name);
      const auto here = by_module_.find(name);
      const bool required = wanted != facts_[module].requirements.end();
      if (required && own.manifest.requirements[wanted->second].source != model::SourceKind::kPath)
        out.requirement = wanted->second;
      if (required || here != by_module_.end()) {
        const bool in_tree = here != by_module_.end() && out.requirement == kNothing;
        const std::string folder =
            in_tree
                ? JoinPath(modules_[here->second]->manifest.path.folder(),
                           std::string_view(path).substr(std::min(name.size() + 1, path.size())))
                : JoinPath(JoinPath(own.manifest.path.folder(), "vendor"), path);
        const auto found = by_folder_.find(Trimmed(folder));
        if (found != by_folder_.end()) out.package = found->second;
        // Packages of other modules are here where they are vendored, and only there.
        out.missing = in_tree ? here->second != module || out.package == kNothing
                              : facts_[module].vendored && out.package == kNothing;
        return out;
      }
      if (prefix.find('/') == prefix.npos) break;
    }
    // The standard library has no dot before the first '/'.
    out.unknown =
        std::string_view(path).substr(0, path.find('/')).contains('.') && !path.starts_with('.');
    return out;
  }

  static std::string Trimmed(std::string folder) {
    while (folder.ends_with('/')) folder.pop_back();
    return folder;
  }

  void Tell(std::uint32_t m) {
    GoModule& module = *modules_[m];
    Facts& facts = facts_[m];
    if (module.manifest.format != "go-mod") return;
    bool nearer = false;  // Something that others may need, too, is shipped or may be
    bool unseen = false;  // What go.mod calls direct and nothing here imports: sources are missing
    Level nearest = kNone;
    auto& requirements = module.manifest.requirements;
    for (std::size_t i = 0; i < requirements.size(); ++i) {
      if (requirements[i].source == model::SourceKind::kPath) nearer = true;
      if (requirements[i].indirect && facts.levels[i] == kNone) continue;
      nearer |= facts.levels[i] <= kUnsaid;
      unseen |= facts.levels[i] == kNone && requirements[i].source != model::SourceKind::kPath;
      nearest = std::min(nearest, facts.levels[i]);
    }
    const bool all = whole_[m] && !facts.incomplete && !unseen && (facts.vendored || !nearer);
    for (std::size_t i = 0; i < requirements.size(); ++i) {
      Level level = facts.levels[i];
      if (all && !facts.vendored && level == kNone) level = nearest;
      if (requirements[i].source != model::SourceKind::kPath && (all || level <= kSomeBuilds))
        Put(level, requirements[i]);
    }
  }

  static void Put(Level level, model::Requirement& wanted) {
    constexpr std::array<std::string_view, kNone + 1> kGroups = {
        "packages", "packages", "", "tools", "tests", "examples", ""};
    wanted.group = kGroups[level];
    wanted.development = level >= kTools && level < kNone;
    wanted.condition = level == kSomeBuilds ? "build constraints" : "";
  }

  const std::vector<GoPackage>& packages_;
  const std::vector<bool>& whole_;
  std::vector<GoModule*>& modules_;
  std::vector<Facts> facts_;
  std::vector<Level> levels_;  // Of each package
  std::array<std::vector<std::uint32_t>, kNone> open_;
  std::unordered_map<std::string, std::uint32_t> by_folder_, by_module_;
};

}  // namespace

void MarkGoScopes(const std::vector<GoPackage>& packages, const std::vector<bool>& whole,
                  std::vector<GoModule*>& modules) {
  Graph(packages, whole, modules).Mark();
}

void MarkVendored(std::vector<model::Manifest>& manifests) {
  std::unordered_map<std::string, const model::Manifest*> mods;
  for (const auto& one : manifests)
    if (one.format == "go-mod") mods.emplace(std::string(one.path.folder()), &one);
  for (auto& vendor : manifests) {
    if (vendor.format != "go-vendor") continue;
    const auto mod = mods.find(std::string(PathFolder(vendor.path.folder())));
    if (mod == mods.end()) continue;
    std::unordered_map<std::string_view, const model::Requirement*> wanted;
    for (const auto& one : mod->second->requirements) wanted.emplace(one.name, &one);
    for (auto& component : vendor.components) {
      const auto found = wanted.find(component.name);
      if (found == wanted.end() || found->second->group.empty()) continue;
      const model::Requirement& one = *found->second;
      component.development = one.development;
      component.detail.optional = !one.condition.empty();
      component.detail.group = one.group == "tests"   ? "test"
                               : one.group == "tools" ? "build"
                               : one.development      ? "dev"
                                                      : "";
    }
  }
}

}  // namespace avouch::collect
