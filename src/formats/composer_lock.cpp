#include "formats/composer_lock.h"

#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/composer.h"
#include "formats/lock_reading.h"

namespace avouch::formats {
namespace {

using model::Component;
using model::SourceKind;
using syntax::Node;

class Reader {
 public:
  Reader(const Path& path, std::string_view format, bool lock)
      : path_(path), manifest_(NewManifest(model::Ecosystem::kComposer, format, path, lock)) {}

  Result<model::Manifest> Lock(const Node& root) {
    if (!root.is_map()) return FailAt(path_, 1, "not one JSON object");
    if (!root["packages"].is_list() && !root["packages-dev"].is_list())
      return FailAt(path_, 1, "neither 'packages' nor 'packages-dev'");
    for (const Node& package : root["packages"].items()) Package(package, false);
    for (const Node& package : root["packages-dev"].items()) Package(package, true);
    for (const std::string_view key : {"platform", "platform-dev"})
      for (const auto& [name, place, range] : root[key].entries())
        manifest_.tools.push_back(std::string(name) + " " + ScalarText(range));
    return Finish();
  }

  Result<model::Manifest> Installed(const Node& root) {
    const Node& packages = root.is_list() ? root : root["packages"];
    if (!packages.is_list()) return FailAt(path_, 1, "no list of packages");
    std::unordered_set<std::string> development;
    for (auto& name : Texts(root["dev-package-names"])) development.insert(Lower(name));
    for (const Node& package : packages.items())
      Package(package, development.contains(Lower(package["name"].text())));
    return Finish();
  }

 private:
  void Package(const Node& package, bool development) {
    Component component;
    component.name = package["name"].text();
    component.version = ScalarText(package["version"]);
    component.place = PlaceOf(path_, package["name"].line());
    if (component.name.empty() || component.version.empty())
      return notes_.Add(package.line(), "a package without name or version");
    component.development = development;
    if (development) component.detail.group = "dev";
    component.detail.licences = Texts(package["license"]);
    if (package["authors"].size() == 1)
      component.detail.supplier = package["authors"].At(0)["name"].text();
    Source(package["source"], package["dist"], component);
    const std::size_t index = manifest_.components.size();
    needs_.Offer(Lower(component.name), index);
    for (const std::string_view key : {"replace", "provide"})
      for (const auto& [name, place, range] : package[key].entries())
        stand_ins_.emplace_back(Lower(name), index);
    for (const auto& [name, place, range] : package["require"].entries())
      if (!IsComposerPlatform(name)) needs_.Ask(index, Lower(name));
    if (component.origin.starts_with("http://"))
      notes_.Add(package.line(), component.name + " is fetched over plain HTTP");
    manifest_.components.push_back(std::move(component));
  }

  static void Source(const Node& source, const Node& dist, Component& component) {
    const std::string_view reference = source["reference"].text();
    component.origin = WithoutSecrets(source["url"].text());
    if (component.origin.empty())
      component.origin = WithoutSecrets(dist["url"].text());
    else if (!reference.empty())
      component.origin += "#" + std::string(reference);
    if (dist["type"].text() == "path" || source["type"].text() == "path")
      component.source = SourceKind::kPath;
    else if (dist.is_map())
      AddDigest("sha1", dist["shasum"].text(), component);
    else if (source.is_map())
      component.source = IsCommitId(reference) ? SourceKind::kGit : SourceKind::kUrl;
  }

  Result<model::Manifest> Finish() {
    // One that really is there answers for its name, and no stand-in.
    std::vector<std::pair<std::string, std::size_t>> kept;
    for (auto& stand_in : stand_ins_)
      if (needs_.Find(stand_in.first).empty()) kept.push_back(std::move(stand_in));
    for (auto& [name, index] : kept) needs_.Offer(std::move(name), index);
    needs_.Fill(manifest_, notes_);
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

  const Path& path_;
  model::Manifest manifest_;
  Notes notes_;
  Needs needs_;
  std::vector<std::pair<std::string, std::size_t>> stand_ins_;
};

Result<Node> Parse(const Path& path, BytesView bytes) {
  syntax::JsonOptions options;
  options.duplicates = syntax::Duplicates::kTolerated;
  return ReadJson(path, bytes, options);
}

}  // namespace

Result<model::Manifest> ReadComposerLock(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, Parse(path, bytes));
  return Reader(path, "composer-lock", true).Lock(root);
}

Result<model::Manifest> ReadComposerInstalled(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, Parse(path, bytes));
  return Reader(path, "composer-installed", false).Installed(root);
}

}  // namespace avouch::formats
