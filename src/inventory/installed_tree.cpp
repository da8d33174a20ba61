#include "inventory/installed_tree.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/text.h"
#include "inventory/installed_needs.h"
#include "inventory/purl_of.h"

namespace avouch::inventory {
namespace {

using model::Component;
using model::Ecosystem;
using model::Manifest;

bool IsProgram(const Manifest& manifest) {
  return manifest.format == "go-binary" || manifest.format == "rust-audit" ||
         manifest.format == "dotnet-bundle";
}

// Where packages of one kind lie: what is below one of them is its makers'.
class Packages {
 public:
  explicit Packages(const std::vector<Manifest>& manifests) {
    for (const auto& manifest : manifests) {
      const std::string& path = manifest.path.bytes;
      if (manifest.format == "gem-installed") {
        const std::size_t at = path.rfind("specifications/");
        if (at != path.npos) places_.insert(path.substr(0, at) + "gems/");
      }
      if (manifest.format == "go-vendor") places_.insert(std::string(manifest.path.folder()) + '/');
      if (manifest.format == "composer-installed" && path.ends_with("composer/installed.json"))
        places_.insert(path.substr(0, path.size() - 23));
    }
  }

  // A fixed name of a folder, or a place that a record told of.
  [[nodiscard]] bool Hold(std::string_view path) const {
    for (const std::string_view folder :
         {"node_modules/", "site-packages/", "dist-packages/", "usr/share/doc/", "usr/src/",
          "go/pkg/mod/", ".cargo/registry/"})
      if (const std::size_t at = path.find(folder);
          at != path.npos && (at == 0 || path[at - 1] == '/'))
        return true;
    for (std::size_t at = path.find('/'); at != path.npos; at = path.find('/', at + 1))
      if (places_.contains(path.substr(0, at + 1))) return true;
    return false;
  }

 private:
  std::set<std::string, std::less<>> places_;
};

// What is installed: where npm's loader looks for it, and by ecosystem and name.
class Installed {
 public:
  explicit Installed(std::vector<Manifest>& manifests) : manifests_(manifests) {
    for (std::uint32_t i = 0; i < manifests.size(); ++i) {
      if (!manifests[i].format.ends_with("-installed")) continue;
      if (manifests[i].ecosystem == Ecosystem::kNpm)
        by_path_.emplace(manifests[i].path.bytes, i);
      else
        for (const auto& component : manifests[i].components)
          by_name_[KeyOf(manifests[i].ecosystem, component.name)].push_back(i);
    }
  }

  // True where it is here; it is then asked for directly.
  bool Ask(const Manifest& asking, const model::Requirement& wanted) {
    if (asking.ecosystem == Ecosystem::kNpm) return AskNpm(asking, wanted);
    const auto found = by_name_.find(KeyOf(asking.ecosystem, wanted.name));
    if (found == by_name_.end()) return false;
    if (wanted.indirect || !asked_.insert(found->first).second) return true;
    for (const std::uint32_t i : found->second)
      for (auto& component : manifests_[i].components)
        if (KeyOf(manifests_[i].ecosystem, component.name) == found->first)
          component.detail.direct = true;
    return true;
  }

 private:
  static std::string KeyOf(Ecosystem ecosystem, std::string_view name) {
    return static_cast<char>(ecosystem) + SameName(ecosystem, name);
  }

  // node_modules beside the manifest, else in a folder above.
  bool AskNpm(const Manifest& asking, const model::Requirement& wanted) {
    for (std::string at(asking.path.folder());;) {
      const auto found = by_path_.find(at + (at.empty() ? "" : "/") + "node_modules/" +
                                       wanted.name + "/package.json");
      if (found != by_path_.end()) {
        for (auto& component : manifests_[found->second].components) component.detail.direct = true;
        return true;
      }
      if (at.empty()) return false;
      const std::size_t slash = at.rfind('/');
      at.resize(slash == at.npos ? 0 : slash);
    }
  }

  std::vector<Manifest>& manifests_;
  std::unordered_map<std::string, std::uint32_t> by_path_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_name_;
  std::unordered_set<std::string> asked_;
};

// Takes out what `keep` is not set for; needs lead to what is left.
void Keep(Manifest& manifest, const std::vector<char>& keep) {
  constexpr std::uint32_t kGone = ~std::uint32_t{0};
  std::vector<std::uint32_t> at(keep.size(), kGone);
  std::vector<Component> kept;
  for (std::size_t i = 0; i < keep.size(); ++i) {
    if (keep[i] == 0) continue;
    at[i] = static_cast<std::uint32_t>(kept.size());
    kept.push_back(std::move(manifest.components[i]));
  }
  for (auto& component : kept) {
    auto& needs = component.detail.needs;
    for (auto& need : needs) need = need < at.size() ? at[need] : kGone;
    std::erase(needs, kGone);
  }
  manifest.components = std::move(kept);
}

// Where a package manager's records lie beside its lock, they say which of the locked packages
// are here: those for other platforms and for development often are not.
class Beside {
 public:
  // REQUIRES: sorted by path, as they stay.
  explicit Beside(const std::vector<Manifest>& manifests) : manifests_(manifests) {}

  // How many were taken out of `lock`.
  long long Take(Manifest& lock) const {
    const std::string_view below = lock.ecosystem == Ecosystem::kNpm        ? "node_modules/"
                                   : lock.ecosystem == Ecosystem::kComposer ? "vendor/composer/"
                                                                            : "";
    if (below.empty()) return 0;
    const std::string_view path = lock.path.bytes;
    const std::string place =
        std::string(path.substr(0, path.size() - lock.path.name().size())) + std::string(below);
    std::unordered_set<std::string> here;
    for (auto at = std::ranges::lower_bound(manifests_, place, {}, PathOf);
         at != manifests_.end() && at->path.bytes.starts_with(place); ++at)
      if (at->format.ends_with("-installed") && at->ecosystem == lock.ecosystem)
        for (const auto& component : at->components) here.insert(KeyOf(component));
    if (here.empty()) return 0;
    std::vector<char> keep;
    for (const auto& component : lock.components)
      keep.push_back(component.source == model::SourceKind::kWorkspace ||
                     component.source == model::SourceKind::kPath ||
                     here.contains(KeyOf(component)));
    Keep(lock, keep);
    return std::ranges::count(keep, 0);
  }

 private:
  static const std::string& PathOf(const Manifest& manifest) { return manifest.path.bytes; }
  static std::string KeyOf(const Component& component) {
    return component.name + '\n' + component.version;
  }

  const std::vector<Manifest>& manifests_;
};

// Of Go's record only what is in it is known: the program needs it all.
void AddProgram(Manifest& manifest) {
  bool edges = false;
  for (const auto& component : manifest.components) edges |= !component.detail.needs.empty();
  for (std::uint32_t own = 0; own < manifest.components.size(); ++own) {
    Component& component = manifest.components[own];
    if (component.source != model::SourceKind::kWorkspace && component.name != manifest.name)
      continue;
    if (component.source == model::SourceKind::kPath ||
        component.source == model::SourceKind::kWorkspace)
      component.source = model::SourceKind::kRegistry;
    component.detail.direct = true;
    if (edges) continue;
    for (std::uint32_t i = 0; i < manifest.components.size(); ++i)
      if (i != own) component.detail.needs.push_back(i);
    break;
  }
}

}  // namespace

bool IsRecord(const Manifest& manifest) {
  constexpr auto kRecords = std::to_array<std::string_view>(
      {"dpkg-status", "opkg-status", "rpm-database", "os-release", "python-wheel", "nupkg",
       "go-binary", "rust-audit", "graalvm-image", "dotnet-bundle", "nuget-deps", "elf", "pe",
       "mach-o", "pe-version", "package-note"});
  return manifest.format.ends_with("-installed") || manifest.format.ends_with("-archive") ||
         std::ranges::find(kRecords, manifest.format) != kRecords.end();
}

void MakeInstalled(std::vector<Manifest>& manifests, const std::set<std::string>& owned,
                   std::vector<std::string>& notes) {
  const Packages packages(manifests);
  const auto left = std::erase_if(manifests, [&](const Manifest& manifest) {
    const std::string& path = manifest.path.bytes;
    // Go's list of what is vendored lies beside it.
    return !IsRecord(manifest) && manifest.format != "go-vendor" &&
           (owned.contains(path) || packages.Hold(path));
  });
  if (left > 0)
    notes.push_back(Count("file", static_cast<long long>(left)) +
                    " left out: of installed packages' makers, no record of what is installed");
  const Beside beside(manifests);
  for (auto& manifest : manifests)
    if (const long long absent = manifest.lock ? beside.Take(manifest) : 0; absent > 0)
      notes.push_back(manifest.path.bytes + ": " + Count("package", absent) +
                      " locked and not installed here");
  Installed installed(manifests);
  for (auto& manifest : manifests) {
    if (IsProgram(manifest)) AddProgram(manifest);
    if (IsRecord(manifest)) {
      if (!TellsNeeds(manifest)) manifest.requirements.clear();
    } else if (!manifest.lock) {
      std::erase_if(manifest.requirements,
                    [&](const auto& wanted) { return installed.Ask(manifest, wanted); });
    }
  }
}

}  // namespace avouch::inventory
