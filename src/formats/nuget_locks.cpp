#include "formats/nuget_locks.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/manifest_reading.h"
#include "formats/xml_tree.h"

namespace avouch::formats {
namespace {

using model::Component;
using model::SourceKind;
using syntax::Node;

// Names differ in case and are the same package.
using Names = std::unordered_map<std::string, std::uint32_t>;

struct NameVersion {
  std::string_view name, version;
};

NameVersion Parts(std::string_view key) {  // "Name/1.2.3"
  const auto slash = key.rfind('/');
  return slash == key.npos ? NameVersion{key, {}}
                           : NameVersion{key.substr(0, slash), key.substr(slash + 1)};
}

class Graph {
 public:
  Graph(const Path& path, model::Manifest& manifest) : path_(path), manifest_(manifest) {}

  // The component of this name and version, which is made when it is new.
  std::uint32_t Add(std::string_view name, std::string_view version, syntax::Place place) {
    const auto [at, fresh] = index_.emplace(Lower(name) + '\n' + Lower(version),
                                            static_cast<std::uint32_t>(Components().size()));
    if (fresh) {
      Component& one = Components().emplace_back();
      one.name = name;
      one.version = version;
      one.place = PlaceOf(path_, place.line);
    }
    return at->second;
  }

  Component& At(std::uint32_t index) { return Components()[index]; }

  void SetDigest(std::uint32_t index, std::string_view sha512) {
    if (sha512.empty()) return;
    std::string digest(sha512.starts_with("sha512-") ? "" : "sha512-");
    digest += sha512;
    auto& digests = At(index).digests;
    if (std::ranges::find(digests, digest) == digests.end()) digests.push_back(std::move(digest));
  }

  // What `from` needs, among `names` or, for a runtime's list, those of its framework.
  void Needs(std::uint32_t from, const Node& dependencies, const Names& names,
             const Names* base = nullptr) {
    for (const auto& [name, place, range] : dependencies.entries()) {
      const std::string key = Lower(name);
      if (const auto at = names.find(key); at != names.end())
        At(from).detail.needs.push_back(at->second);
      else if (const auto below = base == nullptr ? names.end() : base->find(key);
               base != nullptr && below != base->end())
        At(from).detail.needs.push_back(below->second);
    }
  }

  void Finish() {
    for (auto& one : Components()) {
      auto& needs = one.detail.needs;
      std::ranges::sort(needs);
      needs.erase(std::unique(needs.begin(), needs.end()), needs.end());
    }
  }

 private:
  std::vector<Component>& Components() { return manifest_.components; }

  const Path& path_;
  model::Manifest& manifest_;
  std::unordered_map<std::string, std::uint32_t> index_;
};

Result<model::Manifest> Begin(const Path& path, std::string_view format, bool lock) {
  model::Manifest manifest;
  manifest.ecosystem = model::Ecosystem::kNuget;
  manifest.format = format;
  manifest.path = path;
  manifest.lock = lock;
  return manifest;
}

// ---- packages.lock.json ----

class LockReader {
 public:
  LockReader(const Path& path, model::Manifest& manifest)
      : manifest_(manifest), graph_(path, manifest) {}

  void Read(const Node& root) {
    for (const auto& [framework, place, packages] : root["dependencies"].entries()) {
      Names& names = frameworks_[std::string(framework)];
      for (const auto& [name, at, value] : packages.entries()) Package(name, at, value, names);
      const auto base = frameworks_.find(std::string(framework.substr(0, framework.find('/'))));
      for (const auto& [name, at, value] : packages.entries())
        graph_.Needs(names.at(Lower(name)), value["dependencies"], names,
                     base == frameworks_.end() ? nullptr : &base->second);
    }
    graph_.Finish();
    manifest_.notes = notes_.Take();
  }

 private:
  void Package(std::string_view name, syntax::Place place, const Node& value, Names& names) {
    const std::string_view version = value["resolved"].text(), type = value["type"].text();
    const std::uint32_t index = graph_.Add(name, version, place);
    names.emplace(Lower(name), index);
    Component& one = graph_.At(index);
    one.detail.direct |= type == "Direct";
    if (type == "Project") {
      one.source = SourceKind::kWorkspace;
      return;
    }
    graph_.SetDigest(index, value["contentHash"].text());
    if (version.empty()) notes_.Add(place.line, std::string(name) + " has no resolved version");
    if (one.digests.empty()) notes_.Add(place.line, std::string(name) + " has no contentHash");
  }

  model::Manifest& manifest_;
  Graph graph_;
  Notes notes_;
  std::unordered_map<std::string, Names> frameworks_;
};

Result<model::Manifest> ReadLock(const Path& path, const Node& root) {
  AVOUCH_TRY(auto manifest, Begin(path, "nuget-lock", true));
  const auto version = root["version"].integer();
  if (!root.is_map() || !version) return FailAt(path, 1, "no 'version' of a lock");
  if (*version < 1 || *version > 3)
    return Fail(ErrorKind::kUnsupported, "version " + std::to_string(*version) + " is not known",
                path.bytes);
  LockReader(path, manifest).Read(root);
  return manifest;
}

// ---- project.assets.json and *.deps.json: "targets" and "libraries" ----

class TargetsReader {
 public:
  TargetsReader(const Path& path, const Node& root, model::Manifest& manifest)
      : root_(root), manifest_(manifest), graph_(path, manifest) {}

  void Read() {
    for (const auto& [key, place, value] : root_["libraries"].entries()) {
      const auto [name, version] = Parts(key);
      const std::uint32_t index = graph_.Add(name, version, place);
      if (value["type"].text() == "project" || value["type"].text() == "msbuildProject")
        graph_.At(index).source = SourceKind::kWorkspace;
      graph_.SetDigest(index, value["sha512"].text());
    }
    for (const auto& [target, place, packages] : root_["targets"].entries()) Target(packages);
  }

  // Those that the project itself asks for, by name.
  void Direct(const Node& dependencies) {
    for (const auto& [name, place, value] : dependencies.entries()) {
      const bool kept_back = value["suppressParent"].text() == "All";
      auto& own = direct_[Lower(name)];
      own.second = own.first ? own.second && kept_back : kept_back;
      own.first = true;
    }
  }

  void Finish() {
    std::vector<bool> needed(manifest_.components.size());
    for (auto& one : manifest_.components)
      for (const auto index : one.detail.needs) needed[index] = true;
    for (std::size_t i = 0; i < manifest_.components.size(); ++i) {
      Component& one = manifest_.components[i];
      const auto at = direct_.find(Lower(one.name));
      if (at == direct_.end()) continue;
      one.detail.direct = true;
      one.development = at->second.second && !needed[i];
    }
    graph_.Finish();
  }

 private:
  void Target(const Node& packages) {
    Names names;
    for (const auto& [key, place, value] : packages.entries()) {
      const auto [name, version] = Parts(key);
      names.emplace(Lower(name), graph_.Add(name, version, place));
    }
    for (const auto& [key, place, value] : packages.entries())
      graph_.Needs(names.at(Lower(Parts(key).name)), value["dependencies"], names);
  }

  const Node& root_;
  model::Manifest& manifest_;
  Graph graph_;
  std::unordered_map<std::string, std::pair<bool, bool>> direct_;  // Seen; kept back everywhere
};

Result<model::Manifest> ReadAssets(const Path& path, const Node& root) {
  AVOUCH_TRY(auto manifest, Begin(path, "nuget-assets", false));
  if (!root["libraries"].is_map()) return FailAt(path, 1, "no 'libraries'");
  const Node& project = root["project"];
  manifest.name = project["restore"]["projectName"].text();
  manifest.version = project["version"].text();
  TargetsReader reader(path, root, manifest);
  reader.Read();
  for (const auto& [framework, place, value] : project["frameworks"].entries())
    reader.Direct(value["dependencies"]);
  reader.Finish();
  return manifest;
}

Result<model::Manifest> ReadDeps(const Path& path, const Node& root) {
  AVOUCH_TRY(auto manifest, Begin(path, "nuget-deps", false));
  if (!root["libraries"].is_map() && !root["targets"].is_map())
    return FailAt(path, 1, "neither 'libraries' nor 'targets'");
  const std::string_view stem = path.name().substr(0, path.name().size() - 10);
  TargetsReader reader(path, root, manifest);
  reader.Read();
  for (const auto& [target, place, packages] : root["targets"].entries())
    for (const auto& [key, at, value] : packages.entries()) {
      const auto [name, version] = Parts(key);
      if (!EqualsIgnoreCase(name, stem)) continue;
      manifest.name = name;
      manifest.version = version;
      reader.Direct(value["dependencies"]);
    }
  reader.Finish();
  return manifest;
}

// ---- packages.config ----

Result<model::Manifest> ReadPackagesConfig(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const XmlNode root, ReadXmlTree(path, bytes));
  if (root.name != "packages") return FailAt(path, 1, "the root is not <packages>");
  AVOUCH_TRY(auto manifest, Begin(path, "nuget-packages", true));
  Notes notes;
  for (const XmlNode& package : root.children) {
    if (package.name != "package") continue;
    Component one;
    one.name = package.Attribute("id");
    one.version = package.Attribute("version");
    one.development = EqualsIgnoreCase(package.Attribute("developmentDependency"), "true");
    one.place = PlaceOf(path, package.line);
    if (one.name.empty() || one.version.empty())
      notes.Add(package.line, "a package without id or version: " + one.name);
    else
      manifest.components.push_back(std::move(one));
  }
  manifest.notes = notes.Take();
  return manifest;
}

}  // namespace

bool IsNugetLocks(const Path& path) {
  const std::string_view name = path.name();
  return name == "packages.lock.json" || name == "project.assets.json" ||
         name == "packages.config" || (name.ends_with(".deps.json") && name.size() > 10);
}

Result<model::Manifest> ReadNugetLocks(const Path& path, BytesView bytes) {
  if (path.name() == "packages.config") return ReadPackagesConfig(path, bytes);
  syntax::JsonOptions options;
  options.duplicates = syntax::Duplicates::kTolerated;
  options.allow_comments = true;
  AVOUCH_TRY(const Node root, ReadJson(path, bytes, options));
  if (path.name() == "packages.lock.json") return ReadLock(path, root);
  return path.name() == "project.assets.json" ? ReadAssets(path, root) : ReadDeps(path, root);
}

}  // namespace avouch::formats
