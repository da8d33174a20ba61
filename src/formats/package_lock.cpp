// Two layouts: version 1 nests "dependencies" as node_modules nests folders;
// versions 2 and 3 list "packages" by folder. Version 2 holds both and only
// "packages" is read. Either becomes spots of one InstallTree, in which each package then
// finds what it needs as Node would. Equal packages are joined through one hash set of
// indexes, and the fields of an entry are taken in one pass, so that ten thousand entries
// cost little more than the JSON.
#include "formats/package_lock.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/slots.h"
#include "base/text.h"
#include "formats/install_tree.h"
#include "formats/lock_graph.h"
#include "formats/manifest_reading.h"
#include "formats/package_json.h"
#include "formats/package_lock_entry.h"

namespace avouch::formats {
namespace {

using model::Component;
using model::SourceKind;
using syntax::Node;

constexpr std::string_view kFolder = "node_modules/";
constexpr std::size_t kMaxPath = 4096;  // Longer ones no system installs: they nest in nothing.
constexpr int kMaxFoldersAbove = 32;    // Of a member's folder, looked at for its parent

std::string_view AfterLastFolder(std::string_view path) {
  const std::size_t at = path.rfind(kFolder);
  return at == path.npos ? path : path.substr(at + kFolder.size());
}

std::size_t HashOf(std::string_view text) { return std::hash<std::string_view>()(text); }

// The folder that holds the folder `path`: "node_modules/a" of "node_modules/a/node_modules/b".
std::string_view Parent(std::string_view path) {
  const std::size_t at = path.rfind("/node_modules/");
  return at == path.npos ? std::string_view() : path.substr(0, at);
}

// Where an entry came from, by "resolved" and, in version 1, "version".
SourceKind SourceOf(std::string_view resolved) {
  const SourceKind source = NpmSource(resolved);
  if (source == SourceKind::kUrl) return SourceKind::kRegistry;  // An archive of a registry.
  return source;
}

class Reader {
 public:
  explicit Reader(const Path& path) : path_(path) {
    manifest_.ecosystem = model::Ecosystem::kNpm;
    manifest_.format = "package-lock";
    manifest_.path = path;
    manifest_.lock = true;
  }

  Result<model::Manifest> Read(const Node& root) {
    if (!root.is_map()) return FailAt(path_, 1, "not one JSON object");
    const Node& packages = root["packages"];
    const Node& dependencies = root["dependencies"];
    const auto version = root["lockfileVersion"].integer();
    if (version && (*version < 1 || *version > 3))
      return Fail(ErrorKind::kUnsupported,
                  "lockfileVersion " + std::to_string(*version) + " is not known", path_.bytes);
    if (!version && !packages.is_map() && !dependencies.is_map())
      return FailAt(path_, 1, "neither 'lockfileVersion' nor 'packages' nor 'dependencies'");
    manifest_.name = ScalarText(root["name"]);
    manifest_.version = ScalarText(root["version"]);
    if (packages.is_map())
      Packages(packages);
    else
      Dependencies(dependencies);
    Connect();
    Finish();
    return std::move(manifest_);
  }

 private:
  // A spot of the tree whose needs are to be found.
  struct Open {
    std::uint32_t spot;
    std::uint32_t component;  // kNoComponent: the project itself
    LockedNeeds needs;
  };
  struct Folder {
    std::string_view path;
    std::uint32_t spot = InstallTree::kNone;  // None yet
  };
  void Reserve(std::size_t count) {
    manifest_.components.reserve(count + 1);
    index_.Reserve(count);
    tree_.Reserve(count);
    open_.reserve(count + 1);
    at_.reserve(count + 1);
    at_.assign(1, kNoComponent);
  }

  // ---- Versions 2 and 3 ----
  void Packages(const Node& packages) {
    Reserve(packages.size());
    folders_.reserve(packages.size());
    folder_at_.Reserve(packages.size());
    if (const Node* own = packages.Find("")) {
      manifest_.workspaces = Texts((*own)["workspaces"]);
      open_.push_back({InstallTree::kRoot, kNoComponent, ReadLockedEntry(*own, false).needs});
    }
    for (const auto& [key, place, value] : packages.entries())
      if (!key.empty()) ListFolder(key);
    for (const auto& [key, place, value] : packages.entries())
      if (!key.empty()) Package(packages, key, place, value);
    for (const auto& [spot, folder] : links_)
      if (const Folder* found = FindFolder(folder);
          found != nullptr && found->spot != InstallTree::kNone)
        at_[spot] = at_[found->spot];
  }

  Folder* FindFolder(std::string_view path) {
    const std::uint32_t at = folder_at_.Find(
        HashOf(path), [&](std::uint32_t one) { return folders_[one].path == path; });
    return at == Slots::kNone ? nullptr : &folders_[at];
  }
  Folder& ListFolder(std::string_view path) {
    if (Folder* there = FindFolder(path)) return *there;
    folder_at_.Add(HashOf(path), static_cast<std::uint32_t>(folders_.size()));
    return folders_.emplace_back(path);
  }

  // The spot of the folder `path`, made with those above it where they are not there yet.
  std::uint32_t SpotOf(std::string_view path) {
    auto& above = above_;
    above.clear();
    std::uint32_t spot = InstallTree::kRoot;
    for (std::string_view at = path; !at.empty(); at = FolderAbove(at)) {
      if (at.size() > kMaxPath) break;
      const Folder* found = FindFolder(at);
      if (found != nullptr && found->spot != InstallTree::kNone) {
        spot = found->spot;
        break;
      }
      above.push_back(at);
    }
    if (path.size() > kMaxPath) {
      at_.push_back(kNoComponent);
      return tree_.AddFolder(spot);
    }
    for (; !above.empty(); above.pop_back()) {
      const std::string_view at = above.back();
      const bool named = at.find(kFolder) != at.npos;
      spot = named ? tree_.Add(spot, AfterLastFolder(at)) : tree_.AddFolder(spot);
      ListFolder(at).spot = spot;
      at_.push_back(kNoComponent);
    }
    return spot;
  }

  // The nearest folder above that packages of `path` are looked for in; "" is the root.
  std::string_view FolderAbove(std::string_view path) {
    if (path.find(kFolder) != path.npos) return Parent(path);
    for (int i = 0; i < kMaxFoldersAbove; ++i) {
      const std::size_t slash = path.rfind('/');
      if (slash == path.npos) return {};
      path = path.substr(0, slash);
      if (FindFolder(path) != nullptr) return path;
    }
    return {};
  }

  void Package(const Node& packages, std::string_view key, syntax::Place place, const Node& value) {
    const LockedEntry entry = ReadLockedEntry(value, false);
    const std::uint32_t spot = SpotOf(key);
    Component component;
    component.place = PlaceOf(path_, place.line);
    component.name = entry.name.empty() ? AfterLastFolder(key) : entry.name;
    component.version = entry.version;
    TellScope(entry, component);
    if (entry.link) {
      if (FindFolder(entry.resolved) != nullptr) {  // Its folder is listed by itself.
        links_.emplace_back(spot, entry.resolved);
        return;
      }
      component.source = SourceKind::kPath;
      component.origin = entry.resolved;
      return Add(std::move(component), spot, entry);
    }
    if (key.find(kFolder) == key.npos) {  // "packages/a": a folder of this tree.
      component.source = SourceKind::kWorkspace;
      component.origin = key;
      if (entry.name.empty()) component.name = key.substr(key.rfind('/') + 1);
      return Add(std::move(component), spot, entry);
    }
    component.source = SourceOf(entry.resolved);
    component.origin = entry.resolved;
    AddIntegrity(entry.integrity, component);
    if (component.digests.empty() && entry.bundled) FromBundle(packages, Parent(key), component);
    Add(std::move(component), spot, entry);
  }

  // A bundled package lies in the archive of the nearest folder above that is not bundled.
  void FromBundle(const Node& packages, std::string_view folder, Component& component) {
    for (int i = 0; !folder.empty() && i < InstallTree::kMaxLevels; ++i, folder = Parent(folder)) {
      const Node& above = packages[folder];
      if (above["inBundle"].boolean().value_or(false)) continue;
      AddIntegrity(above["integrity"].text(), component);
      ++bundled_;
      return;
    }
  }

  // ---- Version 1 ----
  struct Level {
    std::span<const Node::Entry> entries;
    std::size_t next;
    std::uint32_t spot;
    std::string_view bundle;  // Integrity of the archive that holds these, if one does.
  };

  // In file order: each entry, then what is nested in it.
  void Dependencies(const Node& top) {
    Reserve(top.size());
    std::vector<Level> levels = {{top.entries(), 0, InstallTree::kRoot, {}}};
    while (!levels.empty()) {
      Level& level = levels.back();
      if (level.next == level.entries.size()) {
        levels.pop_back();
        continue;
      }
      const auto& [key, place, value] = level.entries[level.next++];
      const LockedEntry entry = ReadLockedEntry(value, true);
      const std::uint32_t spot = tree_.Add(level.spot, key);
      at_.push_back(kNoComponent);
      Dependency(key, place, entry, spot, level.bundle);
      const std::string_view bundle = entry.integrity.empty() ? level.bundle : entry.integrity;
      if (entry.inner != nullptr && !entry.inner->empty())
        levels.push_back({entry.inner->entries(), 0, spot, bundle});
    }
  }

  void Dependency(std::string_view key, syntax::Place place, const LockedEntry& entry,
                  std::uint32_t spot, std::string_view bundle) {
    Component component;
    component.place = PlaceOf(path_, place.line);
    component.name = key;
    TellScope(entry, component);
    std::string_view version = entry.version;
    if (version.starts_with("npm:")) {  // An alias: "npm:@scope/real@1.2.3".
      version.remove_prefix(4);
      const std::size_t at = version.find('@', 1);
      component.name = version.substr(0, at);
      version = at == version.npos ? "" : version.substr(at + 1);
    }
    component.version = version;
    component.source = NpmSource(version);
    component.origin = entry.resolved;
    if (component.source != SourceKind::kRegistry) {  // The "version" is an address.
      component.origin = version;
      component.version = "";
    }
    AddIntegrity(entry.integrity, component);
    if (component.digests.empty() && entry.bundled && !bundle.empty()) {
      AddIntegrity(bundle, component);
      ++bundled_;
    }
    Add(std::move(component), spot, entry);
  }

  // ---- Both ----
  void Add(Component component, std::uint32_t spot, const LockedEntry& entry) {
    const bool fetched = component.source == SourceKind::kRegistry;
    const auto line = static_cast<std::uint32_t>(component.place.line);
    if (fetched && component.digests.empty())
      notes_.Add(line, component.name + " " + component.version + " has no integrity");
    if (component.origin.starts_with("http://"))
      notes_.Add(line, component.name + " " + component.version + " is fetched over plain HTTP");
    const std::uint32_t at = Keep(std::move(component));
    at_[spot] = at;
    if (!entry.extraneous) open_.push_back({spot, at, entry.needs});
  }

  // The index of `component`, or of the equal one that is there.
  std::uint32_t Keep(Component component) {
    auto& components = manifest_.components;
    const std::string& tells =
        component.digests.empty() ? component.version : component.digests.front();
    const std::size_t hash = HashOf(component.name) * 31 + HashOf(tells);
    const std::uint32_t at = index_.Find(hash, [&](std::uint32_t one) {
      const Component& other = components[one];
      return other.name == component.name && other.version == component.version &&
             other.origin == component.origin && other.digests == component.digests;
    });
    if (at == Slots::kNone) {
      const auto fresh = static_cast<std::uint32_t>(components.size());
      index_.Add(hash, fresh);
      components.push_back(std::move(component));
      return fresh;
    }
    Component& kept = components[at];
    if (!component.development) kept.development = false, kept.detail.group.clear();
    kept.detail.optional &= component.detail.optional;
    return at;
  }

  void Connect() {
    for (const auto& [spot, component, needs] : open_) {
      Need(spot, component, needs.all, needs.optional, true);
      Need(spot, component, needs.optional, nullptr, false);
      Need(spot, component, needs.peers, nullptr, false);
      Need(spot, component, needs.development, nullptr, false);
    }
    TidyNeeds(manifest_.components);
  }

  // `must`: something is wrong where one is not found, unless `but` names it too.
  void Need(std::uint32_t spot, std::uint32_t component, const Node* list, const Node* but,
            bool must) {
    if (list == nullptr || !list->is_map()) return;
    const bool project = component == kNoComponent ||
                         manifest_.components[component].source == SourceKind::kWorkspace;
    for (const auto& [name, place, range] : list->entries()) {
      const std::uint32_t found = tree_.Find(spot, name);
      const std::uint32_t to = found == InstallTree::kNone ? kNoComponent : at_[found];
      if (to == kNoComponent) {
        missing_ += must && (but == nullptr || but->Find(name) == nullptr);
        continue;
      }
      if (project) manifest_.components[to].detail.direct = true;
      if (component != kNoComponent) manifest_.components[component].detail.needs.push_back(to);
    }
  }

  void Finish() {
    if (missing_ > 0)
      notes_.Add(Count("dependency", missing_, "dependencies") + " that nothing here is found for");
    if (bundled_ > 0)
      notes_.Add(Count("package", bundled_) + (bundled_ == 1 ? " comes" : " come") +
                 " inside another's archive and share its digest");
    manifest_.notes = notes_.Take();
  }

  const Path& path_;
  model::Manifest manifest_;
  Notes notes_;
  Slots index_;  // Of the components, by name and digest
  InstallTree tree_;
  std::vector<std::uint32_t> at_;  // The component at each spot of the tree
  std::vector<Open> open_;
  std::vector<Folder> folders_;  // Those listed, and what stands above them
  Slots folder_at_;
  std::vector<std::string_view> above_;  // Of SpotOf, kept for its room
  std::vector<std::pair<std::uint32_t, std::string_view>> links_;
  long long bundled_ = 0, missing_ = 0;
};

}  // namespace

bool IsPackageLock(const Path& path) {
  return path.name() == "package-lock.json" || path.name() == "npm-shrinkwrap.json";
}

Result<model::Manifest> ReadPackageLock(const Path& path, BytesView bytes) {
  syntax::JsonOptions options;
  options.duplicates = syntax::Duplicates::kTolerated;
  AVOUCH_TRY(const Node root, ReadJson(path, bytes, options));
  return Reader(path).Read(root);
}

}  // namespace avouch::formats
