#include "formats/devcontainer.h"

#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/lock_reading.h"

namespace avouch::formats {
namespace {

using model::Ecosystem;
using model::SourceKind;
using syntax::Node;

// "ghcr.io/a/b:1", "ghcr.io/a/b@sha256:..." apart; a port is no tag.
struct Reference {
  std::string name, tag, digest;
};
Reference Apart(std::string_view text) {
  Reference out;
  const std::size_t at = text.find('@');
  if (at != text.npos) out.digest = text.substr(at + 1);
  text = text.substr(0, at);
  const std::size_t colon = text.rfind(':'), slash = text.rfind('/');
  const bool tagged = colon != text.npos && (slash == text.npos || colon > slash);
  if (tagged) out.tag = text.substr(colon + 1);
  out.name = text.substr(0, tagged ? colon : text.npos);
  return out;
}

void Feature(std::string_view id, std::uint32_t line, model::Manifest& manifest) {
  model::Requirement requirement;
  requirement.development = true;
  requirement.group = "feature";
  requirement.place = PlaceOf(manifest.path, line);
  if (id.starts_with("./") || id.starts_with("../")) return;
  if (id.starts_with("https://") || id.starts_with("http://")) {
    requirement.name = WithoutSecrets(id);
    requirement.source = SourceKind::kUrl;
  } else {
    const Reference reference = Apart(id);
    requirement.name = reference.name;
    requirement.range = reference.digest.empty() ? reference.tag : reference.digest;
    requirement.exact = !reference.digest.empty() || IsFullVersion(reference.tag);
  }
  manifest.requirements.push_back(std::move(requirement));
}

void Image(const Node& image, model::Manifest& manifest, Notes& notes) {
  if (!image.is_text()) return;
  if (image.text().find("${") != image.text().npos)
    return notes.Add(image.line(), "the image is put together elsewhere");
  const Reference reference = Apart(image.text());
  model::Component component;
  component.name = reference.name;
  component.version = reference.tag.empty() ? reference.digest : reference.tag;
  if (!reference.digest.empty()) component.digests.push_back(reference.digest);
  component.development = true;
  component.detail.group = "image";
  component.detail.direct = true;
  component.place = PlaceOf(manifest.path, image.line());
  manifest.components.push_back(std::move(component));
}

void Locked(std::string_view id, std::uint32_t line, const Node& entry, model::Manifest& manifest,
            Notes& notes) {
  model::Component component;
  component.name = Apart(id).name;
  component.version = ScalarText(entry["version"]);
  component.origin = ScalarText(entry["resolved"]);
  component.development = true;
  component.detail.group = "feature";
  component.detail.direct = true;
  component.place = PlaceOf(manifest.path, line);
  if (entry["integrity"].is_text()) component.digests.emplace_back(entry["integrity"].text());
  if (component.name.empty() || component.version.empty())
    return notes.Add(line, "a feature without name or version");
  manifest.components.push_back(std::move(component));
}

}  // namespace

bool IsDevcontainer(const Path& path) {
  std::string_view name = path.name();
  if (name.starts_with('.')) name.remove_prefix(1);
  return name == "devcontainer.json" || name == "devcontainer-lock.json";
}

Result<model::Manifest> ReadDevcontainer(const Path& path, BytesView bytes) {
  syntax::JsonOptions options;
  options.duplicates = syntax::Duplicates::kTolerated;
  options.allow_comments = true;
  AVOUCH_TRY(const Node root, ReadJson(path, bytes, options));
  if (!root.is_map()) return FailAt(path, 1, "not one JSON object");
  const bool lock = path.name().ends_with("-lock.json");
  model::Manifest manifest = NewManifest(Ecosystem::kDevcontainer,
                                         lock ? "devcontainer-lock" : "devcontainer", path, lock);
  Notes notes;
  for (const auto& [id, place, value] : root["features"].entries())
    if (lock)
      Locked(id, place.line, value, manifest, notes);
    else
      Feature(id, place.line, manifest);
  if (!lock) Image(root["image"], manifest, notes);
  manifest.notes = notes.Take();
  return manifest;
}

}  // namespace avouch::formats
