// A package's key names it, its version and the peers it is installed with:
//   5: "/a/1.0.0_b@2.0.0"   6: "/a@1.0.0(b@2.0.0)"   9: "a@1.0.0(b@2.0.0)"
// Up to 6 "packages" says all of each such set; 9 says once what a package is, without peers,
// and what each set needs under "snapshots". A need is written as the key, or as the key
// without its name.
#include "formats/pnpm_lock.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/lock_graph.h"
#include "formats/manifest_reading.h"
#include "formats/package_json.h"
#include "syntax/yaml.h"

namespace avouch::formats {
namespace {

using model::Component;
using model::SourceKind;
using syntax::Node;

struct Identity {
  std::string_view name, version;
};

// "a@1.0.0" of "a@1.0.0(b@2.0.0)(c@1.0.0(d@1.0.0))".
std::string_view WithoutPeers(std::string_view key) {
  while (key.ends_with(')')) {
    int open = 0;
    std::size_t at = key.size();
    while (at > 0) {
      --at;
      open += key[at] == ')' ? 1 : key[at] == '(' ? -1 : 0;
      if (open == 0) break;
    }
    if (open != 0) return key;
    key = key.substr(0, at);
  }
  return key;
}

bool StartsVersion(std::string_view text) {
  return !text.empty() && text.front() >= '0' && text.front() <= '9' &&
         text.find('.') != text.npos && text.find('/') == text.npos;
}

// Name and version at the '/' between them, if it is that one.
Identity SplitAt(std::string_view key, std::size_t slash) {
  const std::string_view rest = key.substr(slash + 1), version = rest.substr(0, rest.find('_'));
  std::string_view name = key.substr(0, slash);
  if (!StartsVersion(version) || name.empty()) return {};
  const std::size_t last = name.rfind('/');
  const std::size_t scope = last == name.npos || last == 0 ? name.npos : name.rfind('/', last - 1);
  const std::size_t from = scope == name.npos ? 0 : scope + 1;
  if (name.substr(from).starts_with('@')) return {name.substr(from), version};
  return {last == name.npos ? name : name.substr(last + 1), version};
}

// "host/@scope/name/1.0.0_peers", the host perhaps left out. In early ones peers hold '/' too.
Identity OfFive(std::string_view key) {
  const std::size_t last = key.rfind('/');
  if (last == key.npos) return {};
  if (const Identity id = SplitAt(key, last); !id.name.empty()) return id;
  for (std::size_t at = key.find('/'); at < last; at = key.find('/', at + 1))
    if (const Identity id = SplitAt(key, at); !id.name.empty()) return id;
  return {};
}

// "/@scope/name@1.0.0" or "@scope/name@1.0.0", without peers.
Identity OfSix(std::string_view key) {
  if (key.starts_with('/')) key.remove_prefix(1);
  const std::size_t at = key.find('@', 1);
  if (at == key.npos) return {};
  return {key.substr(0, at), key.substr(at + 1)};
}

class Reader {
 public:
  explicit Reader(const Path& path) : path_(path) {
    manifest_.ecosystem = model::Ecosystem::kNpm;
    manifest_.format = "pnpm-lock";
    manifest_.path = path;
    manifest_.lock = true;
  }

  Status Read(const Node& root) {
    if (!root.is_map()) return FailAt(path_, 1, "not one YAML map");
    const std::string version = ScalarText(root["lockfileVersion"]);
    if (version.empty()) return FailAt(path_, 1, "no 'lockfileVersion'");
    major_ = version.front() - '0';
    if (major_ < 5 || major_ > 9 || (version.size() > 1 && version[1] != '.'))
      return Fail(ErrorKind::kUnsupported, "lockfileVersion " + version + " is not known",
                  path_.bytes);
    const Node &packages = root["packages"], &snapshots = root["snapshots"];
    keys_.clear();
    keys_.reserve(packages.size() + snapshots.size());
    for (const auto& [key, place, value] : packages.entries())
      AVOUCH_CHECK_OK(Package(key, place, value));
    for (const auto& [key, place, value] : snapshots.entries()) Snapshot(key, value);
    const Node& needs = snapshots.is_map() ? snapshots : packages;
    for (const auto& [key, place, value] : needs.entries()) Connect(key, value);
    Importers(root);
    for (const std::string_view key : {"overrides", "patchedDependencies"})
      if (const Node& map = root[key]; !map.empty())
        notes_.Add(map.line(),
                   "'" + std::string(key) + "' changes " +
                       Count("dependency", static_cast<long long>(map.size()), "dependencies"));
    return {};
  }

  model::Manifest Finish() {
    TidyNeeds(manifest_.components);
    MarkScopes(manifest_, roots_);
    if (major_ < 9)  // Said of each package, and better: an override may leave it unreached.
      for (std::size_t i = 0; i < said_.size(); ++i) {
        auto& component = manifest_.components[i];
        component.development = said_[i].development;
        component.detail.optional = said_[i].optional;
        component.detail.group = component.development ? "dev" : "";
      }
    else
      for (std::size_t i = 0; i < said_.size(); ++i)
        manifest_.components[i].detail.optional |= said_[i].optional && said_[i].seen;
    if (manifest_.components.empty()) notes_.Add("no package is listed");
    if (missing_ > 0)
      notes_.Add(Count("dependency", missing_, "dependencies") + " that nothing here is found for");
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  struct Said {
    bool development = true, optional = true;  // By each set of peers
    bool seen = false;                         // At least one set said it
  };

  Status Package(std::string_view key, syntax::Place place, const Node& value) {
    const std::string_view bare = WithoutPeers(key);
    Identity id = major_ >= 6 ? OfSix(bare) : OfFive(bare);
    if (const std::string_view name = value["name"].text(); !name.empty()) id.name = name;
    const Node& resolution = value["resolution"];
    Component component;
    Origin(resolution, id.version, component);
    std::string said = ScalarText(value["version"]);
    // A folder of the tree may have a package.json without a version.
    const bool unsaid = id.name.empty() || (id.version.empty() && said.empty() &&
                                            component.source != SourceKind::kPath);
    if (unsaid && !resolution.present()) {  // Nothing that could be installed
      notes_.Add(place.line, "'" + Printable(key.substr(0, 60)) + "' says nothing");
      return {};
    }
    if (unsaid)
      return FailAt(path_, static_cast<int>(place.line),
                    "no name and version in '" + Printable(key.substr(0, 60)) + "'");
    component.name = id.name;
    const bool address = component.source != SourceKind::kRegistry;
    component.version = !said.empty() ? std::move(said) : address ? "" : std::string(id.version);
    component.place = PlaceOf(path_, place.line);
    Join(key, std::move(component));
    if (major_ < 9) See(keys_[key], value["dev"].boolean().value_or(false), value);
    return {};
  }

  // `version` is an address in 9, where a package is not of a registry.
  static void Origin(const Node& resolution, std::string_view version, Component& component) {
    for (const auto word : Words(resolution["integrity"].text()))
      component.digests.emplace_back(word);
    const std::string_view tarball = resolution["tarball"].text();
    component.origin = tarball;
    if (resolution["type"].text() == "git" || !resolution["repo"].text().empty()) {
      component.source = SourceKind::kGit;
      component.origin =
          std::string(resolution["repo"].text()) + "#" + ScalarText(resolution["commit"]);
    } else if (!resolution["directory"].text().empty()) {
      component.source = SourceKind::kPath;
      component.origin = resolution["directory"].text();
    } else if (tarball.starts_with("file:") || version.starts_with("file:")) {
      component.source = SourceKind::kPath;
    } else if (tarball.starts_with("https://codeload.github.com/") ||
               resolution["gitHosted"].boolean().value_or(false)) {
      component.source = SourceKind::kGit;
    } else if (version.find(':') != version.npos) {
      component.source = SourceKind::kUrl;
    }
  }

  void Join(std::string_view key, Component component) {
    std::string id = component.name + '\n' + component.version + '\n' + component.origin;
    for (const auto& digest : component.digests) id += '\n' + digest;
    auto& components = manifest_.components;
    const auto [at, fresh] =
        index_.emplace(std::move(id), static_cast<std::uint32_t>(components.size()));
    keys_.insert_or_assign(key, at->second);
    if (!fresh) return;
    said_.emplace_back();
    const auto line = static_cast<std::uint32_t>(component.place.line);
    if (component.source == SourceKind::kRegistry && component.digests.empty())
      notes_.Add(line, component.name + " " + component.version + " has no integrity");
    if (component.origin.starts_with("http://"))
      notes_.Add(line, component.name + " " + component.version + " is fetched over plain HTTP");
    components.push_back(std::move(component));
  }

  void See(std::uint32_t index, bool development, const Node& value) {
    said_[index].development &= development;
    said_[index].optional &= value["optional"].boolean().value_or(false);
    said_[index].seen = true;
  }

  void Snapshot(std::string_view key, const Node& value) {
    const auto found = keys_.find(WithoutPeers(key));
    if (found == keys_.end()) {
      ++missing_;
      return;
    }
    const std::uint32_t index = found->second;
    keys_.insert_or_assign(key, index);
    See(index, false, value);
  }

  void Connect(std::string_view key, const Node& value) {
    const auto from = keys_.find(key);
    if (from == keys_.end()) return;
    const std::uint32_t index = from->second;
    for (const auto& [name, place, list] : value.entries()) {
      if (name != "dependencies" && name != "optionalDependencies") continue;
      for (const auto& [needed, line, reference] : list.entries())
        if (const std::uint32_t to = Find(needed, reference.AsText()); to != kNoComponent)
          manifest_.components[index].detail.needs.push_back(to);
    }
  }

  std::uint32_t Find(std::string_view name, const std::string& reference) {
    if (reference.starts_with("link:")) return kNoComponent;  // A folder of this tree
    wanted_.assign(major_ < 9 ? "/" : "").append(name).append(major_ < 6 ? "/" : "@");
    wanted_ += reference;
    auto found = keys_.find(wanted_);
    if (found == keys_.end()) found = keys_.find(reference);
    if (found != keys_.end()) return found->second;
    ++missing_;
    return kNoComponent;
  }

  void Importers(const Node& root) {
    Importer(root);  // Where there is one project only, up to 8
    for (const auto& [folder, place, value] : root["importers"].entries()) {
      if (folder != ".") manifest_.workspaces.emplace_back(folder);
      Importer(value);
    }
  }

  void Importer(const Node& importer) {
    for (const auto& [key, list] : {std::pair{"dependencies", &roots_.shipped},
                                    {"devDependencies", &roots_.development},
                                    {"optionalDependencies", &roots_.optional}})
      for (const auto& [name, place, value] : importer[key].entries()) {
        const Node& reference = value.is_map() ? value["version"] : value;
        if (const std::uint32_t to = Find(name, reference.AsText()); to != kNoComponent)
          list->push_back(to);
      }
  }

  const Path& path_;
  model::Manifest manifest_;
  Notes notes_;
  int major_ = 9;
  std::unordered_map<std::string_view, std::uint32_t> keys_;  // Components by their keys
  std::unordered_map<std::string, std::uint32_t> index_;      // And by what they are
  std::vector<Said> said_;                                    // Of each component
  Roots roots_;
  std::string wanted_;
  long long missing_ = 0;
};

}  // namespace

bool IsPnpmLock(const Path& path) { return path.name() == "pnpm-lock.yaml"; }

Result<model::Manifest> ReadPnpmLock(const Path& path, BytesView bytes) {
  syntax::YamlOptions options;
  options.duplicates = syntax::Duplicates::kTolerated;
  auto documents = syntax::ParseYamlAll(bytes, options);  // Later ones put their own tools first.
  if (!documents) {
    std::string& where = documents.error().where;
    where = ToUtf8(path.bytes) + (where.empty() ? "" : ", " + where);
    return std::unexpected(documents.error());
  }
  if (documents->empty()) return FailAt(path, 1, "an empty document");
  Reader reader(path);
  for (const Node& document : *documents) AVOUCH_CHECK_OK(reader.Read(document));
  return reader.Finish();
}

}  // namespace avouch::formats
