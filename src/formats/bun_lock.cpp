// "packages" is keyed by where a package is installed, without "node_modules": "a/@s/b" is
// @s/b in the folder of a. Its value is a list whose parts depend on where it is from:
//   registry  ["a@1.0.0", "registry or empty", {needs}, "sha512-..."]
//   git       ["a@git+https://h/a.git#0123", {needs}, "tag"]  and github: likewise
//   archive   ["a@https://h/a.tgz", {needs}, "sha512-..."]
//   folder    ["a@file:../a", {needs}]  or link:, workspace:, root:
#include "formats/bun_lock.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/bun_lock_binary.h"
#include "formats/install_tree.h"
#include "formats/lock_graph.h"
#include "formats/manifest_reading.h"
#include "formats/package_json.h"

namespace avouch::formats {
namespace {

using model::Component;
using model::SourceKind;
using syntax::Node;

// The name at the end of "a/@s/b": "@s/b".
std::string_view LastName(std::string_view key) {
  const std::size_t slash = key.rfind('/');
  if (slash == key.npos) return key;
  const std::size_t before = key.substr(0, slash).rfind('/');
  const std::size_t from = before == key.npos ? 0 : before + 1;
  return key[from] == '@' ? key.substr(from) : key.substr(slash + 1);
}

class Reader {
 public:
  explicit Reader(const Path& path) : path_(path) {
    manifest_.ecosystem = model::Ecosystem::kNpm;
    manifest_.format = "bun-lock";
    manifest_.path = path;
    manifest_.lock = true;
  }

  Result<model::Manifest> Read(const Node& root) {
    if (!root.is_map()) return FailAt(path_, 1, "not one JSON object");
    const auto version = root["lockfileVersion"].integer();
    if (!version) return FailAt(path_, 1, "no 'lockfileVersion'");
    if (*version < 0 || *version > 2)  // 2 is written since Bun 1.4, of the same shape
      return Fail(ErrorKind::kUnsupported,
                  "lockfileVersion " + std::to_string(*version) + " is not known", path_.bytes);
    const Node &workspaces = root["workspaces"], &packages = root["packages"];
    manifest_.name = workspaces[""]["name"].text();
    manifest_.version = workspaces[""]["version"].text();
    tree_.Reserve(packages.size());
    at_.assign(1, kNoComponent);
    for (const auto& [key, place, value] : packages.entries())
      AVOUCH_CHECK_OK(Package(key, place, value, workspaces));
    for (const auto& [spot, component, needs] : open_) Connect(spot, component, *needs);
    Workspaces(workspaces);
    if (const Node& patched = root["patchedDependencies"]; !patched.empty())
      notes_.Add(patched.line(), Count("package", static_cast<long long>(patched.size())) +
                                     " changed by patches of the project's own");
    if (manifest_.components.empty()) notes_.Add("no package is listed");
    if (missing_ > 0)
      notes_.Add(Count("dependency", missing_, "dependencies") + " that nothing here is found for");
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  struct Open {
    std::uint32_t spot, component;
    const Node* needs;
  };

  Status Package(std::string_view key, syntax::Place place, const Node& value,
                 const Node& workspaces) {
    const std::string_view id = value.At(0).text();
    const std::size_t at = id.find('@', 1);
    if (at == id.npos)
      return FailAt(path_, static_cast<int>(place.line),
                    "no name and version of '" + Printable(key.substr(0, 60)) + "'");
    const std::uint32_t spot = SpotOf(key);
    Component component;
    component.place = PlaceOf(path_, place.line);
    component.name = id.substr(0, at);
    const std::string_view where = id.substr(at + 1);
    const Node* needs = nullptr;
    for (const Node& part : value.items())
      if (part.is_map() && needs == nullptr) needs = &part;
    if (where.starts_with("root:")) return {};
    if (where.starts_with("workspace:")) {
      component.source = SourceKind::kWorkspace;
      component.origin = where.substr(10);
      const Node& member = workspaces[component.origin];
      component.version = member["version"].text();
      needs = &member;
    } else if (value.At(1).is_text()) {
      component.version = where;
      component.origin = value.At(1).text();
    } else {
      component.source = NpmSource(where);
      component.origin = where;
    }
    if (const std::string_view last = value.At(value.size() - 1).text();
        component.source != SourceKind::kGit && value.size() > 2 && last.find('-') != last.npos)
      for (const auto word : Words(last)) component.digests.emplace_back(word);
    Join(std::move(component), spot, needs);
    return {};
  }

  // As the file lists folders in no order that puts the outer first, outer ones are made here.
  std::uint32_t SpotOf(std::string_view key) {
    std::vector<std::string_view> above;
    std::uint32_t spot = InstallTree::kRoot;
    for (std::string_view at = key; !at.empty();) {
      if (const auto found = spots_.find(at); found != spots_.end()) {
        spot = found->second;
        break;
      }
      above.push_back(at);
      if (above.size() > InstallTree::kMaxLevels) break;
      const std::size_t name = LastName(at).size();
      at = at.substr(0, at.size() - std::min(at.size(), name + 1));
    }
    for (; !above.empty(); above.pop_back()) {
      spot = tree_.Add(spot, LastName(above.back()));
      spots_.emplace(above.back(), spot);
      at_.push_back(kNoComponent);
    }
    return spot;
  }

  void Join(Component component, std::uint32_t spot, const Node* needs) {
    std::string id = component.name + '\n' + component.version + '\n' + component.origin;
    for (const auto& digest : component.digests) id += '\n' + digest;
    auto& components = manifest_.components;
    const auto [at, fresh] =
        index_.emplace(std::move(id), static_cast<std::uint32_t>(components.size()));
    at_[spot] = at->second;
    if (needs != nullptr) open_.push_back({spot, at->second, needs});
    if (!fresh) return;
    const auto line = static_cast<std::uint32_t>(component.place.line);
    if (component.source == SourceKind::kRegistry && component.digests.empty())
      notes_.Add(line, component.name + " " + component.version + " has no integrity");
    if (component.origin.starts_with("http://"))
      notes_.Add(line, component.name + " " + component.version + " is fetched over plain HTTP");
    components.push_back(std::move(component));
  }

  // What is for development of a member is told by Workspaces.
  void Connect(std::uint32_t spot, std::uint32_t component, const Node& value) {
    for (const std::string_view key : {"dependencies", "optionalDependencies", "peerDependencies"})
      for (const auto& [name, place, range] : value[key].entries()) {
        const std::uint32_t to = Find(spot, name, key == "dependencies");
        if (to != kNoComponent) manifest_.components[component].detail.needs.push_back(to);
      }
  }

  std::uint32_t Find(std::uint32_t spot, std::string_view name, bool must) {
    const std::uint32_t found = tree_.Find(spot, name);
    const std::uint32_t to = found == InstallTree::kNone ? kNoComponent : at_[found];
    missing_ += must && to == kNoComponent;
    return to;
  }

  // Where a member's own packages are looked for first: the folder of its name.
  void Workspaces(const Node& workspaces) {
    Roots roots;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> development;
    for (const auto& [folder, place, value] : workspaces.entries()) {
      std::uint32_t spot = InstallTree::kRoot, member = kNoComponent;
      if (!folder.empty()) {
        manifest_.workspaces.emplace_back(folder);
        const auto found = spots_.find(value["name"].text());
        if (found != spots_.end()) spot = found->second, member = at_[spot];
      }
      for (const auto& [key, list] : {std::pair{"dependencies", &roots.shipped},
                                      {"peerDependencies", &roots.shipped},
                                      {"optionalDependencies", &roots.optional},
                                      {"devDependencies", &roots.development}})
        for (const auto& [name, line, range] : value[key].entries()) {
          const std::uint32_t to = Find(spot, name, list != &roots.optional);
          if (to == kNoComponent) continue;
          list->push_back(to);
          if (list == &roots.development && member != kNoComponent)
            development.emplace_back(member, to);
        }
    }
    TidyNeeds(manifest_.components);
    MarkScopes(manifest_, roots);
    for (const auto& [from, to] : development)
      manifest_.components[from].detail.needs.push_back(to);
    TidyNeeds(manifest_.components);
  }

  const Path& path_;
  model::Manifest manifest_;
  Notes notes_;
  InstallTree tree_;
  std::unordered_map<std::string_view, std::uint32_t> spots_;  // By key
  std::vector<std::uint32_t> at_;                              // The component of each spot
  std::unordered_map<std::string, std::uint32_t> index_;
  std::vector<Open> open_;
  long long missing_ = 0;
};

}  // namespace

bool IsBunLock(const Path& path) { return path.name() == "bun.lock" || path.name() == "bun.lockb"; }

Result<model::Manifest> ReadBunLock(const Path& path, BytesView bytes) {
  if (path.name() == "bun.lockb") return ReadBunLockBinary(path, bytes);
  syntax::JsonOptions options;
  options.duplicates = syntax::Duplicates::kTolerated;
  options.allow_comments = true;
  AVOUCH_TRY(const Node root, ReadJson(path, bytes, options));
  return Reader(path).Read(root);
}

}  // namespace avouch::formats
