// Two layouts: version 1 nests "dependencies" as node_modules nests folders;
// versions 2 and 3 list "packages" by folder. Version 2 holds both and only
// "packages" is read. Equal packages are joined through one hash map, so that
// ten thousand entries cost one pass.
#include "formats/package_lock.h"

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/manifest_reading.h"
#include "formats/package_json.h"

namespace avouch::formats {
namespace {

using model::Component;
using model::SourceKind;
using syntax::Node;

constexpr std::string_view kFolder = "node_modules/";

std::string_view AfterLastFolder(std::string_view path) {
  const std::size_t at = path.rfind(kFolder);
  return at == path.npos ? path : path.substr(at + kFolder.size());
}

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
    Finish();
    return std::move(manifest_);
  }

 private:
  // ---- Versions 2 and 3 ----
  void Packages(const Node& packages) {
    manifest_.components.reserve(packages.size());
    index_.reserve(packages.size());
    if (const Node* own = packages.Find("")) manifest_.workspaces = Texts((*own)["workspaces"]);
    for (const auto& [key, place, value] : packages.entries())
      if (!key.empty()) Package(packages, key, place, value);
  }

  void Package(const Node& packages, std::string_view key, syntax::Place place, const Node& value) {
    Component component;
    component.place = PlaceOf(path_, place.line);
    const std::string_view name = value["name"].text();
    component.name = name.empty() ? AfterLastFolder(key) : name;
    component.version = value["version"].text();
    component.development = value["dev"].boolean().value_or(false);
    if (value["devOptional"].boolean().value_or(false)) component.development = false;
    const std::string_view resolved = value["resolved"].text();
    if (value["link"].boolean().value_or(false)) {
      if (packages.Find(resolved) != nullptr) return;  // Its folder is listed by itself.
      component.source = SourceKind::kPath;
      component.origin = resolved;
      return Add(std::move(component));
    }
    if (key.find(kFolder) == key.npos) {  // "packages/a": a folder of this tree.
      component.source = SourceKind::kWorkspace;
      component.origin = key;
      if (name.empty()) component.name = key.substr(key.rfind('/') + 1);
      return Add(std::move(component));
    }
    component.source = SourceOf(resolved);
    component.origin = resolved;
    AddDigests(value["integrity"].text(), component);
    if (component.digests.empty() && value["inBundle"].boolean().value_or(false))
      FromBundle(packages, Parent(key), component);
    Add(std::move(component));
  }

  // A bundled package lies in the archive of the nearest folder above that is not bundled.
  void FromBundle(const Node& packages, std::string_view folder, Component& component) {
    for (; !folder.empty(); folder = Parent(folder)) {
      const Node& above = packages[folder];
      if (above["inBundle"].boolean().value_or(false)) continue;
      AddDigests(above["integrity"].text(), component);
      ++bundled_;
      return;
    }
  }

  // ---- Version 1 ----
  struct Level {
    std::span<const Node::Entry> entries;
    std::size_t next;
    std::string_view bundle;  // Integrity of the archive that holds these, if one does.
  };

  // In file order: each entry, then what is nested in it.
  void Dependencies(const Node& top) {
    std::vector<Level> levels = {{top.entries(), 0, {}}};
    while (!levels.empty()) {
      Level& level = levels.back();
      if (level.next == level.entries.size()) {
        levels.pop_back();
        continue;
      }
      const auto& [key, place, value] = level.entries[level.next++];
      Dependency(key, place, value, level.bundle);
      const std::string_view own = value["integrity"].text();
      if (const Node& inner = value["dependencies"]; !inner.empty())
        levels.push_back({inner.entries(), 0, own.empty() ? level.bundle : own});
    }
  }

  void Dependency(std::string_view key, syntax::Place place, const Node& value,
                  std::string_view bundle) {
    Component component;
    component.place = PlaceOf(path_, place.line);
    component.name = key;
    component.development = value["dev"].boolean().value_or(false);
    std::string_view version = value["version"].text();
    if (version.starts_with("npm:")) {  // An alias: "npm:@scope/real@1.2.3".
      version.remove_prefix(4);
      const std::size_t at = version.find('@', 1);
      component.name = version.substr(0, at);
      version = at == version.npos ? "" : version.substr(at + 1);
    }
    component.version = version;
    const std::string_view resolved = value["resolved"].text();
    component.source = NpmSource(version);
    component.origin = resolved;
    if (component.source != SourceKind::kRegistry) {  // The "version" is an address.
      component.origin = version;
      component.version = "";
    }
    AddDigests(value["integrity"].text(), component);
    if (component.digests.empty() && value["bundled"].boolean().value_or(false) &&
        !bundle.empty()) {
      AddDigests(bundle, component);
      ++bundled_;
    }
    Add(std::move(component));
  }

  // ---- Both ----
  static void AddDigests(std::string_view integrity, Component& component) {
    for (const auto word : Words(integrity)) component.digests.emplace_back(word);
  }

  void Add(Component component) {
    const bool fetched = component.source == SourceKind::kRegistry;
    if (fetched && component.digests.empty())
      notes_.Add(static_cast<std::uint32_t>(component.place.line),
                 component.name + " " + component.version + " has no integrity");
    if (component.origin.starts_with("http://"))
      notes_.Add(static_cast<std::uint32_t>(component.place.line),
                 component.name + " " + component.version + " is fetched over plain HTTP");
    std::string key = component.name + '\n' + component.version + '\n' + component.origin;
    for (const auto& digest : component.digests) key += '\n' + digest;
    const auto [at, fresh] = index_.emplace(std::move(key), manifest_.components.size());
    if (fresh)
      manifest_.components.push_back(std::move(component));
    else
      manifest_.components[at->second].development &= component.development;
  }

  void Finish() {
    if (bundled_ > 0)
      notes_.Add(Count("package", bundled_) + (bundled_ == 1 ? " comes" : " come") +
                 " inside another's archive and share its digest");
    manifest_.notes = notes_.Take();
  }

  const Path& path_;
  model::Manifest manifest_;
  Notes notes_;
  std::unordered_map<std::string, std::size_t> index_;
  long long bundled_ = 0;
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
