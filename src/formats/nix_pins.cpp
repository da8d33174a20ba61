#include "formats/nix_pins.h"

#include <string>
#include <string_view>
#include <utility>

#include "base/path.h"
#include "base/text.h"
#include "formats/lock_reading.h"

namespace avouch::formats {
namespace {

using model::SourceKind;
using syntax::Node;

bool IsIn(const Path& path, std::string_view folder) {
  const std::string_view in = path.folder();
  return path.name() == "sources.json" && (in == folder || in.ends_with("/" + std::string(folder)));
}

// What both tools leave out is a note, and the pin is kept where it has any version.
void Put(model::Component component, model::Manifest& manifest, Notes& notes) {
  const auto line = static_cast<std::uint32_t>(component.place.line);
  if (component.version.empty() && component.digests.empty())
    return notes.Add(line, Printable(component.name) + " is held by nothing");
  if (component.digests.empty()) notes.Add(line, Printable(component.name) + " has no hash");
  component.detail.direct = true;
  manifest.components.push_back(std::move(component));
}

void SetAddress(std::string_view url, std::string_view commit, model::Component& component) {
  component.origin = WithoutSecrets(url);
  const bool git = IsCommitId(commit);
  component.source = git ? SourceKind::kGit : SourceKind::kUrl;
  if (git) component.origin += "#" + std::string(commit);
}

// ---- npins ----

// Of {"type": "GitHub", "owner": "o", "repo": "r"}, also "repo_path" and "server", or a "url".
std::string Repository(const Node& repository, model::Component& component) {
  const std::string owner = ScalarText(repository["owner"]), repo = ScalarText(repository["repo"]);
  std::string at = owner.empty() ? ScalarText(repository["repo_path"]) : owner + "/" + repo;
  if (at.empty()) return ScalarText(repository["url"]);
  component.name = at;
  std::string server = ScalarText(repository["server"]);
  while (server.ends_with('/')) server.pop_back();
  if (server.empty())
    server = repository["type"].text() == "GitLab" ? "https://gitlab.com" : "https://github.com";
  return server + "/" + at + ".git";
}

// "nixos-25.05.1234.0a1b2c" of .../nixos/25.05/nixos-25.05.1234.0a1b2c/nixexprs.tar.xz, which is
// how each release of a channel is kept; `version` for any other address.
std::string ReleaseOf(std::string_view url, const std::string& version) {
  if (!version.empty() || PathName(url) != "nixexprs.tar.xz") return version;
  const std::string_view folder = PathFolder(url), release = PathName(folder);
  return release.find_first_of("0123456789") == release.npos ? version : std::string(release);
}

void Npin(const std::string& name, std::uint32_t line, const Node& pin, model::Manifest& manifest,
          Notes& notes) {
  model::Component component;
  component.name = name;
  component.place = PlaceOf(manifest.path, line);
  const std::string_view type = pin["type"].text();
  const std::string revision = ScalarText(pin["revision"]), hash = ScalarText(pin["hash"]);
  component.version = pin["version"].is_text() ? ScalarText(pin["version"]) : revision;
  if (pin["repository"].is_map())
    SetAddress(Repository(pin["repository"], component), revision, component);
  else if (type == "Container")
    SetAddress(ScalarText(pin["image_name"]), {}, component);
  else
    SetAddress(ScalarText(pin["locked_url"].is_text() ? pin["locked_url"] : pin["url"]), {},
               component);
  if (type == "Container") component.version = ScalarText(pin["image_digest"]);
  if (type == "Channel") component.version = ReleaseOf(ScalarText(pin["url"]), component.version);
  if (!hash.empty()) component.digests.push_back(type == "PyPi" ? hash : "nar:" + hash);
  Put(std::move(component), manifest, notes);
}

Result<model::Manifest> ReadNpins(const Path& path, const Node& root) {
  const auto version = root["version"].integer().value_or(0);
  if (!root["pins"].is_map()) return FailAt(path, 1, "no 'pins'");
  if (version < 3 || version > 7)
    return Fail(ErrorKind::kUnsupported, "version " + std::to_string(version) + " is not known",
                ToUtf8(path.bytes));
  model::Manifest manifest = NewManifest(model::Ecosystem::kNix, "npins-lock", path, true);
  Notes notes;
  for (const auto& [name, place, pin] : root["pins"].entries())
    Npin(std::string(name), place.line, pin, manifest, notes);
  manifest.notes = notes.Take();
  return manifest;
}

// ---- niv ----

Result<model::Manifest> ReadNiv(const Path& path, const Node& root) {
  model::Manifest manifest = NewManifest(model::Ecosystem::kNix, "niv-lock", path, true);
  Notes notes;
  for (const auto& [name, place, pin] : root.entries()) {
    // A file of another tool may have the name; its entries are none of these.
    if (!pin["url"].is_text() && !pin["rev"].is_text() && !pin["repo"].is_text()) {
      notes.Add(place.line, Printable(name) + " is no source");
      continue;
    }
    model::Component component;
    component.name = name;
    component.place = PlaceOf(path, place.line);
    const std::string revision = ScalarText(pin["rev"]), hash = ScalarText(pin["sha256"]);
    component.version = revision.empty() ? ScalarText(pin["version"]) : revision;
    std::string url = ScalarText(pin["url"]);
    if (pin["owner"].is_text() && pin["repo"].is_text()) {
      component.name = ScalarText(pin["owner"]) + "/" + ScalarText(pin["repo"]);
      if (url.starts_with("https://github.com/") || url.empty())
        url = "https://github.com/" + component.name + ".git";
    } else if (url.empty()) {
      url = ScalarText(pin["repo"]);  // Of the type "git", an address
    }
    SetAddress(url, revision, component);
    if (!hash.empty()) {
      const std::string written = hash.starts_with("sha256") ? hash : "sha256:" + hash;
      component.digests.push_back(pin["type"].text() == "file" ? written : "nar:" + written);
    }
    Put(std::move(component), manifest, notes);
  }
  if (!root.is_map()) notes.Add("no map of sources: not of niv");
  if (manifest.components.empty()) manifest.lock = false;
  manifest.notes = notes.Take();
  return manifest;
}

}  // namespace

bool IsNixPins(const Path& path) { return IsIn(path, "npins") || IsIn(path, "nix"); }

Result<model::Manifest> ReadNixPins(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadJson(path, bytes));
  return IsIn(path, "npins") ? ReadNpins(path, root) : ReadNiv(path, root);
}

}  // namespace avouch::formats
