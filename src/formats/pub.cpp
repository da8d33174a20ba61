#include "formats/pub.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "formats/lock_reading.h"

namespace avouch::formats {
namespace {

using model::SourceKind;
using syntax::Node;

void Locked(const Node& value, model::Component& component) {
  const Node& description = value["description"];
  const std::string_view source = value["source"].text();
  component.origin = WithoutSecrets(description["url"].text());
  if (source == "git") {
    const std::string commit = ScalarText(description["resolved-ref"]);
    component.source = IsCommitId(commit) ? SourceKind::kGit : SourceKind::kUrl;
    if (!commit.empty()) component.origin += "#" + commit;
  } else if (source == "path") {
    component.source = SourceKind::kPath;
    component.origin = description["path"].text();
  } else if (source == "sdk") {
    component.source = SourceKind::kUrl;
    component.origin = "sdk:" + ScalarText(description);
  } else if (source != "hosted") {
    component.source = SourceKind::kUrl;
  } else {
    AddDigest("sha256", ScalarText(description["sha256"]), component);
    if (description["name"].is_text()) component.name = description["name"].text();
  }
}

Result<model::Manifest> ReadLock(const Path& path, const Node& root) {
  const Node& packages = root["packages"];
  if (!root.is_map() || !root.Find("packages")) return FailAt(path, 1, "no 'packages'");
  model::Manifest manifest = NewManifest(model::Ecosystem::kPub, "pubspec-lock", path, true);
  Notes notes;
  // Of what is needed further down the lock does not say by whom: with something for
  // development in it, nothing tells what that brought.
  const bool both = std::ranges::any_of(packages.entries(), [](const auto& entry) {
    return entry.value["dependency"].text() == "direct dev";
  });
  for (const auto& [name, place, value] : packages.entries()) {
    model::Component component;
    component.name = name;
    component.version = ScalarText(value["version"]);
    component.place = PlaceOf(path, place.line);
    const std::string_view dependency = value["dependency"].text();
    component.detail.direct = dependency.starts_with("direct");
    component.development = dependency == "direct dev";
    if (component.development) component.detail.group = "dev";
    if (both && dependency == "transitive") component.detail.group = "transitive";
    Locked(value, component);
    if (component.version.empty()) {
      notes.Add(place.line, component.name + " has no version");
      continue;
    }
    if (component.origin.starts_with("http://"))
      notes.Add(place.line, component.name + " is fetched over plain HTTP");
    manifest.components.push_back(std::move(component));
  }
  for (const auto& [name, place, range] : root["sdks"].entries())
    manifest.tools.push_back(std::string(name) + " " + ScalarText(range));
  manifest.notes = notes.Take();
  return manifest;
}

void Require(const Node& list, std::string_view group, model::Manifest& manifest) {
  for (const auto& [name, place, value] : list.entries()) {
    model::Requirement requirement;
    requirement.name = name;
    requirement.range = value.is_map() ? ScalarText(value["version"]) : ScalarText(value);
    if (requirement.range == "any") requirement.range.clear();
    requirement.exact = IsFullVersion(requirement.range);
    requirement.group = group;
    requirement.development = group == "dev";
    if (value["git"].present()) requirement.source = SourceKind::kGit;
    if (value["path"].present()) requirement.source = SourceKind::kPath;
    if (value["sdk"].present()) requirement.source = SourceKind::kUrl;
    requirement.place = PlaceOf(manifest.path, place.line);
    manifest.requirements.push_back(std::move(requirement));
  }
}

Result<model::Manifest> ReadPubspec(const Path& path, const Node& root) {
  if (!root.is_map()) return FailAt(path, 1, "not one map");
  model::Manifest manifest = NewManifest(model::Ecosystem::kPub, "pubspec", path, false);
  manifest.name = ScalarText(root["name"]);
  manifest.version = ScalarText(root["version"]);
  for (const auto& [name, place, range] : root["environment"].entries())
    manifest.tools.push_back((name == "sdk" ? "dart" : std::string(name)) + " " +
                             ScalarText(range));
  Require(root["dependencies"], "", manifest);
  Require(root["dev_dependencies"], "dev", manifest);
  Require(root["dependency_overrides"], "dependency_overrides", manifest);
  manifest.workspaces = Texts(root["workspace"]);
  if (root["publish_to"].text() == "none") manifest.ships = model::Ships::kNothing;
  return manifest;
}

}  // namespace

bool IsPub(const Path& path) {
  return path.name() == "pubspec.lock" || path.name() == "pubspec.yaml";
}

Result<model::Manifest> ReadPub(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadYaml(path, bytes));
  return path.name() == "pubspec.lock" ? ReadLock(path, root) : ReadPubspec(path, root);
}

}  // namespace avouch::formats
