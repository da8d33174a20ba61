#include "formats/cargo_lock.h"

#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

using model::SourceKind;
using syntax::Node;

Result<model::Component> Package(const Path& path, const Node& package, const Node& metadata) {
  model::Component component;
  component.place = PlaceOf(path, package.line());
  component.name = package["name"].text();
  component.version = package["version"].text();
  if (component.name.empty() || component.version.empty())
    return FailAt(path, component.place.line, "a package without name or version");
  component.origin = package["source"].text();
  component.source = component.origin.empty()               ? SourceKind::kWorkspace
                     : component.origin.starts_with("git+") ? SourceKind::kGit
                                                            : SourceKind::kRegistry;
  std::string_view checksum = package["checksum"].text();
  if (checksum.empty() && !metadata.empty())
    checksum = metadata["checksum " + component.name + " " + component.version + " (" +
                        component.origin + ")"]
                   .text();
  if (!checksum.empty() && checksum != "<none>")
    component.digests.push_back("sha256:" + std::string(checksum));
  return component;
}

}  // namespace

bool IsCargoLock(const Path& path) { return path.name() == "Cargo.lock"; }

Result<model::Manifest> ReadCargoLock(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadToml(path, bytes));
  model::Manifest manifest;
  manifest.ecosystem = model::Ecosystem::kCargo;
  manifest.format = "cargo-lock";
  manifest.path = path;
  manifest.lock = true;
  Notes notes;
  const auto version = root["version"].integer().value_or(1);
  if (version < 1 || version > 4)
    notes.Add(root["version"].line(), "version " + std::to_string(version) + " is not known");
  const Node& metadata = root["metadata"];
  if (root["root"].is_map()) {  // Before 2017 the main package stood apart.
    AVOUCH_TRY(auto own, Package(path, root["root"], metadata));
    manifest.components.push_back(std::move(own));
  }
  for (const Node& package : root["package"].items()) {
    AVOUCH_TRY(auto component, Package(path, package, metadata));
    if (component.source == SourceKind::kRegistry && component.digests.empty())
      notes.Add(package.line(), component.name + " " + component.version + " has no checksum");
    manifest.components.push_back(std::move(component));
  }
  if (!root["package"].present() && manifest.components.empty()) notes.Add("no package is listed");
  manifest.notes = notes.Take();
  return manifest;
}

}  // namespace avouch::formats
