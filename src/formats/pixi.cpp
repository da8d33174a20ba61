#include "formats/pixi.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/conda.h"
#include "formats/limits.h"
#include "formats/lock_graph.h"
#include "formats/lock_reading.h"
#include "formats/python_names.h"

namespace avouch::formats {
namespace {

using model::SourceKind;
using syntax::Node;

// Environments and features have names of their makers' choice; these say what they are for.
bool IsForDevelopment(std::string_view name) {
  for (const std::string_view word : {"test", "doc", "dev", "lint", "format", "bench"})
    if (ContainsIgnoreCase(name, word)) return true;
  return false;
}

// The name before a version's signs: "numpy>=1.2; extra == 'x'", "python 3.11.*".
std::string_view NameIn(std::string_view text) {
  return text.substr(0, text.find_first_of(" \t=<>!~[;("));
}

class Lock {
 public:
  Lock(const Path& path, const Node& root)
      : path_(path),
        root_(root),
        manifest_(NewManifest(model::Ecosystem::kConda, "pixi-lock", path, true)) {}

  model::Manifest Read() {
    for (const Node& package : root_["packages"].items()) Package(package);
    for (const auto& [name, place, environment] : root_["environments"].entries())
      for (const auto& [platform, at, list] : environment["packages"].entries())
        Environment(std::string(name), list);
    for (std::size_t i = 0; i < manifest_.components.size(); ++i) Scope(i);
    TidyNeeds(manifest_.components);
    if (steps_ > kMaxSteps) notes_.Add("too many environments; some edges are missing");
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  struct Extra {
    const Node* package = nullptr;
    bool pypi = false, in_default = false, shipped = false;
    std::string environment;  // The first that has it
  };

  // "conda: https://...", "pypi: ./own"; before version 6 "kind: conda, url: https://...".
  static std::string_view AddressOf(const Node& package, bool& pypi) {
    pypi = package["pypi"].is_text() || package["kind"].text() == "pypi";
    for (const char* key : {"conda", "pypi", "conda_source", "source", "url", "path"})
      if (package[key].is_text()) return package[key].text();
    return {};
  }

  void Package(const Node& package) {
    Extra extra;
    extra.package = &package;
    const std::string_view address = AddressOf(package, extra.pypi);
    if (address.empty()) return notes_.Add(package.line(), "a package without an address");
    model::Component component;
    component.place = PlaceOf(path_, package.line());
    component.name = ScalarText(package["name"]);
    component.version = ScalarText(package["version"]);
    if (const std::string_view source = package["conda_source"].text(); !source.empty()) {
      // "name[digest] @ folder": built by the project itself
      component.name = source.substr(0, source.find('['));
      const std::size_t at = source.find(" @ ");
      Source(at == source.npos ? "" : source.substr(at + 3), component);
    } else {
      if (!extra.pypi) FromFile(address, component);
      Source(address, component);
    }
    for (const char* algorithm : {"sha256", "md5"})
      AddDigest(algorithm, ScalarText(package[algorithm]), component);
    if (package["license"].is_text()) component.detail.licences = {ScalarText(package["license"])};
    if (extra.pypi)
      component.detail.group = "pip";
    else
      QualifyConda(component.origin, component);
    if (component.name.empty() || (component.version.empty() && !IsOwn(component)))
      return notes_.Add(package.line(), "a package without name or version");
    by_address_.emplace(Key(address, extra.pypi), manifest_.components.size());
    manifest_.components.push_back(std::move(component));
    extras_.push_back(std::move(extra));
  }

  static bool IsOwn(const model::Component& component) {
    return component.source == SourceKind::kPath;
  }
  static std::string Key(std::string_view address, bool pypi) {
    return (pypi ? "p" : "c") + std::string(address);
  }

  // ".../linux-64/zlib-1.3-h5_0.conda": name and version, where the lock leaves them out.
  static void FromFile(std::string_view address, model::Component& component) {
    std::string_view file = address.substr(address.rfind('/') + 1);
    const std::size_t build = file.rfind('-');
    if (build == file.npos || build == 0) return;
    const std::size_t version = file.rfind('-', build - 1);
    if (version == file.npos) return;
    if (component.name.empty()) component.name = file.substr(0, version);
    if (component.version.empty())
      component.version = file.substr(version + 1, build - version - 1);
  }

  static void Source(std::string_view address, model::Component& component) {
    component.origin = WithoutSecrets(address);
    if (address.starts_with("git+")) {
      component.origin = WithoutSecrets(address.substr(4));
      const std::size_t hash = component.origin.rfind('#');
      const bool commit = hash != std::string::npos &&
                          IsCommitId(std::string_view(component.origin).substr(hash + 1));
      component.source = commit ? SourceKind::kGit : SourceKind::kUrl;
    } else if (address.find("://") == address.npos) {
      component.source = SourceKind::kPath;
    }
  }

  // The packages of one platform of one environment, which find each other by name.
  void Environment(const std::string& name, const Node& list) {
    std::vector<std::uint32_t> members;
    std::unordered_map<std::string, std::uint32_t> by_name;
    for (const Node& one : list.items()) {
      bool pypi = false;
      const std::string_view address = AddressOf(one, pypi);
      const auto found = by_address_.find(Key(address, pypi));
      if (found == by_address_.end()) continue;
      const auto index = static_cast<std::uint32_t>(found->second);
      Extra& extra = extras_[index];
      extra.in_default |= name == "default";
      extra.shipped |= !IsForDevelopment(name);
      if (extra.environment.empty()) extra.environment = name;
      const std::string& called = manifest_.components[index].name;
      if (!by_name.emplace((pypi ? "p" : "c") + (pypi ? PythonName(called) : called), index).second)
        continue;
      // A package of conda may be one of Python's index, too.
      for (const Node& purl : (*extra.package)["purls"].items())
        if (std::string_view text = purl.text(); text.starts_with("pkg:pypi/"))
          by_name.emplace("p" + PythonName(text.substr(9, text.find_first_of("?@") - 9)), index);
      members.push_back(index);
    }
    for (const std::uint32_t index : members) Needs(index, by_name);
  }

  void Needs(std::uint32_t index, const std::unordered_map<std::string, std::uint32_t>& by_name) {
    const Extra& extra = extras_[index];
    auto& needs = manifest_.components[index].detail.needs;
    const Node& list = (*extra.package)[extra.pypi ? "requires_dist" : "depends"];
    for (const Node& need : list.items()) {
      if (++steps_ > kMaxSteps) return;
      const std::string_view text = need.text();
      // Of an extra: whether it was asked for, nothing tells.
      if (extra.pypi && text.find("extra ==") != text.npos) continue;
      const std::string_view called = NameIn(text);
      const auto found =
          by_name.find(extra.pypi ? "p" + PythonName(called) : "c" + std::string(called));
      if (found != by_name.end() && found->second != index) needs.push_back(found->second);
    }
    if (needs.size() > kMaxAnswers) TidyOne(needs);
  }

  static void TidyOne(std::vector<std::uint32_t>& needs) {
    std::ranges::sort(needs);
    needs.erase(std::ranges::unique(needs).begin(), needs.end());
  }

  void Scope(std::size_t index) {
    const Extra& extra = extras_[index];
    model::Component& component = manifest_.components[index];
    if (extra.in_default || extra.environment.empty()) return;
    component.development = !extra.shipped;
    if (!extra.pypi) component.detail.group = extra.shipped ? "" : extra.environment;
  }

  // Of one file in all: every environment may name every package.
  static constexpr long long kMaxSteps = 2'000'000;

  const Path& path_;
  const Node& root_;
  model::Manifest manifest_;
  Notes notes_;
  std::vector<Extra> extras_;  // Of each component
  std::unordered_map<std::string, std::size_t> by_address_;
  long long steps_ = 0;
};

// ---- pixi.toml ----

class Project {
 public:
  Project(const Path& path, const Node& root)
      : path_(path),
        root_(root),
        manifest_(NewManifest(model::Ecosystem::kConda, "pixi", path, false)) {}

  model::Manifest Read() {
    const Node& own = root_["workspace"].is_map() ? root_["workspace"] : root_["project"];
    manifest_.name = own["name"].text();
    manifest_.version = own["version"].text();
    if (own["license"].is_text()) manifest_.licences = {ScalarText(own["license"])};
    if (own["requires-pixi"].is_text())
      manifest_.tools.push_back("pixi " + ScalarText(own["requires-pixi"]));
    Feature(root_, {});
    for (const auto& [name, place, feature] : root_["feature"].entries()) Feature(feature, name);
    Feature(root_["package"], {});
    return std::move(manifest_);
  }

 private:
  void Feature(const Node& feature, std::string_view name) {
    Lists(feature, name, {});
    for (const auto& [platform, place, target] : feature["target"].entries())
      Lists(target, name, platform);
  }

  void Lists(const Node& at, std::string_view feature, std::string_view platform) {
    struct List {
      std::string_view key, group;
    };
    constexpr auto kLists = std::to_array<List>({{"dependencies", ""},
                                                 {"host-dependencies", "build"},
                                                 {"build-dependencies", "build"},
                                                 {"run-dependencies", ""},
                                                 {"pypi-dependencies", "pip"}});
    for (const List& list : kLists)
      for (const auto& [name, place, value] : at[list.key].entries()) {
        model::Requirement requirement;
        requirement.name = list.group == "pip" ? PythonName(name) : std::string(name);
        requirement.range = value.is_map() ? ScalarText(value["version"]) : ScalarText(value);
        if (requirement.range == "*") requirement.range.clear();
        requirement.exact = requirement.range.starts_with("==") &&
                            requirement.range.find_first_of(",*") == std::string::npos;
        requirement.group = list.group.empty() ? feature : list.group;
        requirement.development = IsForDevelopment(feature);
        if (!platform.empty()) requirement.condition = "platform " + std::string(platform);
        if (value["git"].present()) requirement.source = SourceKind::kGit;
        if (value["url"].present()) requirement.source = SourceKind::kUrl;
        if (value["path"].present()) requirement.source = SourceKind::kPath;
        requirement.place = PlaceOf(path_, place.line);
        manifest_.requirements.push_back(std::move(requirement));
      }
  }

  const Path& path_;
  const Node& root_;
  model::Manifest manifest_;
};

}  // namespace

bool IsPixi(const Path& path) { return path.name() == "pixi.toml" || path.name() == "pixi.lock"; }

Result<model::Manifest> ReadPixi(const Path& path, BytesView bytes) {
  if (path.name() == "pixi.toml") {
    AVOUCH_TRY(const Node root, ReadToml(path, bytes));
    return Project(path, root).Read();
  }
  AVOUCH_TRY(const Node root, ReadYaml(path, bytes));
  const auto version = root["version"].integer().value_or(0);
  if (version < 4 || version > 7)
    return Fail(ErrorKind::kUnsupported, "version " + std::to_string(version) + " is not known",
                ToUtf8(path.bytes));
  if (!root["packages"].is_list() && !root["environments"].is_map())
    return FailAt(path, 1, "no list 'packages'");
  return Lock(path, root).Read();
}

}  // namespace avouch::formats
