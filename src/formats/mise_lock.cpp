#include "formats/mise_lock.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/lock_reading.h"

namespace avouch::formats {
namespace {

using syntax::Node;

void AddChecksum(const Node& checksum, model::Component& component) {
  const std::string text = Lower(ScalarText(checksum));
  if (!text.empty()) component.digests.push_back(text);
}

void Platform(const Node& platform, model::Component& component) {
  AddChecksum(platform["checksum"], component);
  if (component.origin.empty()) component.origin = WithoutSecrets(platform["url"].text());
}

// Where "aqua:owner/name", "ubi:owner/name" and "github:owner/name" come from.
std::string RepositoryOf(std::string_view backend) {
  for (const std::string_view kind : {"aqua:", "ubi:", "github:"}) {
    if (!backend.starts_with(kind)) continue;
    backend.remove_prefix(kind.size());
    if (std::ranges::count(backend, '/') == 1) return "https://github.com/" + std::string(backend);
  }
  return {};
}

// A package of another tool's registry, by the name that says which: "npm:prettier".
bool IsOfRegistry(std::string_view backend) {
  for (const std::string_view kind : {"npm:", "cargo:", "pipx:", "gem:", "go:", "dotnet:"})
    if (backend.starts_with(kind)) return backend.find("://") == backend.npos;
  return false;
}

void Tool(std::string_view name, const Node& tool, model::Manifest& manifest, Notes& notes) {
  model::Component component;
  component.name = name;
  component.version = ScalarText(tool["version"]);
  component.place = PlaceOf(manifest.path, tool.line());
  component.detail.group = "build";
  component.detail.direct = true;
  component.source = model::SourceKind::kUrl;
  if (component.version.empty() || component.version == "latest")
    return notes.Add(tool.line(), Printable(name) + " has no version");
  component.origin = RepositoryOf(tool["backend"].text());
  if (IsOfRegistry(tool["backend"].text())) {
    component.name = tool["backend"].text();
    component.source = model::SourceKind::kRegistry;
  }
  for (const auto& [file, place, checksum] : tool["checksums"].entries())
    AddChecksum(checksum, component);
  for (const auto& [key, place, platform] : tool["platforms"].entries())
    Platform(platform, component);
  for (const auto& [key, place, platform] : tool.entries())
    if (key.starts_with("platforms.")) Platform(platform, component);
  std::ranges::sort(component.digests);
  component.digests.erase(std::ranges::unique(component.digests).begin(), component.digests.end());
  manifest.components.push_back(std::move(component));
}

}  // namespace

bool IsMiseLock(const Path& path) {
  std::string_view name = path.name();
  if (name.starts_with('.')) name.remove_prefix(1);
  if (name == "mise.lock") return true;
  return name.size() > 10 && name.starts_with("mise.") && name.ends_with(".lock") &&
         name != "mise.local.lock";
}

Result<model::Manifest> ReadMiseLock(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadToml(path, bytes));
  model::Manifest manifest = NewManifest(model::Ecosystem::kOther, "mise-lock", path, false);
  Notes notes;
  for (const auto& [name, place, tools] : root["tools"].entries()) {
    if (tools.is_map()) Tool(name, tools, manifest, notes);  // Before several were held
    for (const Node& tool : tools.items()) Tool(name, tool, manifest, notes);
  }
  manifest.notes = notes.Take();
  return manifest;
}

}  // namespace avouch::formats
