#include "formats/pnpm_workspace.h"

#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/lock_reading.h"
#include "formats/package_json.h"

namespace avouch::formats {
namespace {

using syntax::Node;

void Catalog(const Node& map, std::string_view name, model::Manifest& manifest, Notes& notes) {
  for (const auto& [key, place, value] : map.entries()) {
    if (!value.is_scalar()) {
      notes.Add(place.line, Printable(key) + " has no version in text");
      continue;
    }
    model::Requirement requirement;
    requirement.name = key;
    requirement.range = ScalarText(value);
    requirement.group =
        name.empty() || name == "default" ? "catalog" : "catalog:" + std::string(name);
    requirement.source = NpmSource(requirement.range);
    requirement.exact =
        requirement.source == model::SourceKind::kRegistry && IsFullVersion(requirement.range);
    requirement.place = PlaceOf(manifest.path, place.line);
    manifest.requirements.push_back(std::move(requirement));
  }
}

}  // namespace

void AddNpmCatalogs(const Node& map, model::Manifest& manifest, Notes& notes) {
  Catalog(map["catalog"], "", manifest, notes);
  for (const auto& [name, place, catalog] : map["catalogs"].entries())
    Catalog(catalog, name, manifest, notes);
}

bool IsPnpmWorkspace(const Path& path) { return path.name() == "pnpm-workspace.yaml"; }

Result<model::Manifest> ReadPnpmWorkspace(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadYaml(path, bytes));
  if (!root.is_map() && !root.is_null()) return FailAt(path, 1, "not one map");
  model::Manifest manifest = NewManifest(model::Ecosystem::kNpm, "pnpm-workspace", path, false);
  Notes notes;
  manifest.workspaces = Texts(root["packages"]);
  AddNpmCatalogs(root, manifest, notes);
  if (const Node& map = root["overrides"]; !map.empty())
    notes.Add(map.line(), Count("dependency", static_cast<long long>(map.size()), "dependencies") +
                              " overridden by 'overrides'");
  manifest.notes = notes.Take();
  return manifest;
}

bool IsYarnSettings(const Path& path) { return path.name() == ".yarnrc.yml"; }

Result<model::Manifest> ReadYarnSettings(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadYaml(path, bytes));
  if (!root.is_map() && !root.is_null()) return FailAt(path, 1, "not one map");
  model::Manifest manifest = NewManifest(model::Ecosystem::kNpm, "yarnrc", path, false);
  // A lock that CI may change, or bytes that nobody compares with it.
  manifest.checks_off = root["enableImmutableInstalls"].boolean() == false ||
                        root["checksumBehavior"].text() == "ignore" ||
                        root["checksumBehavior"].text() == "update";
  Notes notes;
  AddNpmCatalogs(root, manifest, notes);
  manifest.notes = notes.Take();
  return manifest;
}

}  // namespace avouch::formats
