#include "formats/cargo_toml.h"

#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

using model::SourceKind;
using syntax::Node;

class Reader {
 public:
  explicit Reader(const Path& path) : path_(path) {
    manifest_.ecosystem = model::Ecosystem::kCargo;
    manifest_.format = "cargo-toml";
    manifest_.path = path;
  }

  model::Manifest Read(const Node& root) {
    const Node& package = root["package"];
    manifest_.name = package["name"].text();
    manifest_.version = package["version"].text();
    if (package["license"].is_text()) manifest_.licences.emplace_back(package["license"].text());
    manifest_.ships = ShipsOf(root);
    const Node& shared = root["workspace"];
    if (shared["package"]["license"].is_text())
      manifest_.licences.emplace_back(shared["package"]["license"].text());
    for (const Node* holder : {&package, &shared["package"]})
      if ((*holder)["rust-version"].is_scalar())
        manifest_.tools.push_back("rust " + (*holder)["rust-version"].AsText());
    manifest_.workspaces = Texts(shared["members"]);
    default_ = DefaultOf(root["features"]);
    Lists(root, "");
    Dependencies(shared["dependencies"], "workspace", false, "");
    for (const auto& [condition, place, value] : root["target"].entries()) Lists(value, condition);
    for (const std::string_view key : {"patch", "replace"})
      if (const Node& patched = root[key]; !patched.empty())
        notes_.Add(patched.line(), "some dependencies are replaced by '" + std::string(key) + "'");
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  // Without [lib] and [[bin]] the files in src/ decide, which are not seen here.
  static model::Ships ShipsOf(const Node& root) {
    const Node& publish = root["package"]["publish"];
    if (publish.boolean() == false || (publish.is_list() && publish.empty()))
      return model::Ships::kNothing;
    if (root["bin"].is_list()) return model::Ships::kProgram;
    return root["lib"].is_map() ? model::Ships::kLibrary : model::Ships::kUnsaid;
  }

  // Names that the default feature asks for, by way of other features: those of optional
  // dependencies among them are built unless somebody says otherwise.
  static std::set<std::string, std::less<>> DefaultOf(const Node& features) {
    std::set<std::string, std::less<>> out = {"default"};
    std::vector<std::string> open = {"default"};
    while (!open.empty()) {
      const std::string feature = std::move(open.back());
      open.pop_back();
      for (const Node& one : features[feature].items()) {
        std::string_view name = one.text();
        if (name.starts_with("dep:")) name.remove_prefix(4);
        // "a/b" asks for a, and "a?/b" does not.
        if (const std::size_t slash = name.find('/'); slash != name.npos)
          name = name.substr(0, slash);
        if (name.ends_with('?') || !out.emplace(name).second) continue;
        open.emplace_back(name);
      }
    }
    return out;
  }

  void Lists(const Node& table, std::string_view condition) {
    Dependencies(table["dependencies"], "", false, condition);
    // The spelling with '_' is old, and still read by cargo.
    for (const std::string_view key : {"dev-dependencies", "dev_dependencies"})
      Dependencies(table[key], "dev", true, condition);
    for (const std::string_view key : {"build-dependencies", "build_dependencies"})
      Dependencies(table[key], "build", false, condition);
  }

  void Dependencies(const Node& table, std::string_view group, bool development,
                    std::string_view condition) {
    for (const auto& [key, place, value] : table.entries()) {
      model::Requirement requirement;
      requirement.name = key;
      requirement.group = group;
      requirement.development = development;
      requirement.condition = condition;
      requirement.place = PlaceOf(path_, place.line);
      if (value.is_text())
        requirement.range = value.text();
      else if (value.is_map())
        Detailed(value, requirement);
      else
        notes_.Add(place.line, std::string(key) + " has neither a version nor a table");
      if (requirement.group.empty() && value["optional"].boolean().value_or(false) &&
          !default_.contains(key))
        requirement.group = "optional";
      if (requirement.source == SourceKind::kRegistry && requirement.range.starts_with('='))
        requirement.exact = IsFullVersion(Trim(std::string_view(requirement.range).substr(1)));
      manifest_.requirements.push_back(std::move(requirement));
    }
  }

  static void Detailed(const Node& value, model::Requirement& requirement) {
    requirement.range = value["version"].text();
    if (value["package"].is_text()) requirement.name = value["package"].text();
    if (value["workspace"].boolean().value_or(false)) requirement.range = "workspace";
    if (value["path"].is_text()) {
      requirement.source = SourceKind::kPath;
    } else if (value["git"].is_text()) {
      requirement.source = SourceKind::kGit;
      requirement.range.clear();
      for (const std::string_view key : {"rev", "tag", "branch"})
        if (value[key].is_text()) requirement.range = value[key].text();
      requirement.exact = IsCommitId(requirement.range);
    }
  }

  const Path& path_;
  model::Manifest manifest_;
  Notes notes_;
  std::set<std::string, std::less<>> default_;
};

}  // namespace

bool IsCargoToml(const Path& path) { return path.name() == "Cargo.toml"; }

Result<model::Manifest> ReadCargoToml(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadToml(path, bytes));
  return Reader(path).Read(root);
}

}  // namespace avouch::formats
