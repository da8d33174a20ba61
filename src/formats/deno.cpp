#include "formats/deno.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "formats/lock_reading.h"

namespace avouch::formats {
namespace {

using model::Ecosystem;
using model::SourceKind;
using syntax::Node;

// "npm:@a/b@^1/c" and "jsr:/@a/b@2": name as in the header, range; an empty name for all else.
struct Specifier {
  std::string name, range;
  SourceKind source = SourceKind::kRegistry;
};
Specifier Apart(std::string_view text) {
  Specifier out;
  if (text.starts_with("http://") || text.starts_with("https://")) {
    out.name = WithoutSecrets(text);
    out.source = SourceKind::kUrl;
    return out;
  }
  const bool jsr = text.starts_with("jsr:");
  if (!jsr && !text.starts_with("npm:")) return out;
  text.remove_prefix(4);
  if (text.starts_with('/')) text.remove_prefix(1);
  std::size_t slash = text.find('/');
  if (text.starts_with('@') && slash != text.npos) slash = text.find('/', slash + 1);
  // A range holds no '/', so what stands behind one is a file of the package.
  text = text.substr(0, slash);
  const std::size_t at = text.find('@', 1);
  out.name = (jsr ? "jsr:" : "") + std::string(text.substr(0, at));
  if (at != text.npos) out.range = text.substr(at + 1);
  if (jsr) out.source = SourceKind::kUrl;
  return out;
}

// "https://deno.land/std@0.224.0/path/mod.ts" is of 0.224.0.
std::string VersionIn(std::string_view address) {
  const std::size_t scheme = address.find("://"), at = address.find('@', scheme);
  if (scheme == address.npos || at == address.npos || address.find('/', scheme + 3) > at) return {};
  const std::string_view rest = address.substr(at + 1);
  return std::string(rest.substr(0, rest.find_first_of("/?#")));
}

// ---- deno.json ----

void Require(const Node& map, model::Manifest& manifest) {
  for (const auto& [key, place, value] : map.entries()) {
    Specifier wanted = Apart(value.text());
    if (wanted.name.empty()) continue;  // A file of the project, or part of Deno: "node:fs"
    model::Requirement requirement;
    requirement.name = std::move(wanted.name);
    requirement.range = std::move(wanted.range);
    requirement.source = wanted.source;
    requirement.exact = IsFullVersion(requirement.range);
    requirement.place = PlaceOf(manifest.path, place.line);
    manifest.requirements.push_back(std::move(requirement));
  }
}

Result<model::Manifest> ReadConfiguration(const Path& path, BytesView bytes) {
  syntax::JsonOptions options;
  options.duplicates = syntax::Duplicates::kTolerated;
  options.allow_comments = true;
  AVOUCH_TRY(const Node root, ReadJson(path, bytes, options));
  if (!root.is_map()) return FailAt(path, 1, "not one JSON object");
  model::Manifest manifest = NewManifest(Ecosystem::kNpm, "deno", path, false);
  Notes notes;
  if (root["name"].is_text()) manifest.name = "jsr:" + std::string(root["name"].text());
  manifest.version = ScalarText(root["version"]);
  if (root["license"].is_text()) manifest.licences.emplace_back(root["license"].text());
  const Node& workspace = root["workspace"];
  manifest.workspaces = Texts(workspace.is_map() ? workspace["members"] : workspace);
  Require(root["imports"], manifest);
  for (const auto& [scope, place, map] : root["scopes"].entries()) Require(map, manifest);
  if (const Node& map = root["importMap"]; map.is_text())
    notes.Add(map.line(), "what " + Printable(map.text()) + " asks for is not read");
  if (root["lock"].boolean() == false)
    notes.Add(root["lock"].line(), "keeps no lock of what it asks for");
  manifest.notes = notes.Take();
  return manifest;
}

// ---- deno.lock ----

class LockReader {
 public:
  explicit LockReader(const Path& path)
      : path_(path), manifest_(NewManifest(Ecosystem::kNpm, "deno-lock", path, true)) {}

  Result<model::Manifest> Read(const Node& root) {
    const std::string version = ScalarText(root["version"]);
    if (version.empty()) return ReadFirst(root);
    if (version.size() != 1 || version < "2" || version > "5")
      return Fail(ErrorKind::kUnsupported, "version " + Printable(version) + " is not known",
                  ToUtf8(path_.bytes));
    const Node& packages = version < "4" ? root["packages"] : root;
    // "npm:tea@^1" is "1.2.0"; before version 4, "npm:tea@1.2.0".
    const Node& npm = version == "2" ? root["npm"] : packages;
    for (const Node* specifiers : {&packages["specifiers"], &npm["specifiers"]})
      for (const auto& [key, place, value] : specifiers->entries())
        specifiers_.emplace(std::string(key), value.text());
    const Node& list = version == "2" ? npm["packages"] : npm["npm"];
    for (const auto& [key, place, value] : packages["jsr"].entries())
      Package(key, true, place.line, value);
    for (const auto& [key, place, value] : list.entries()) Package(key, false, place.line, value);
    Remote(root["remote"]);
    Asked(root["workspace"]);
    needs_.Fill(manifest_, notes_);
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  Result<model::Manifest> ReadFirst(const Node& root) {
    for (const auto& [key, place, value] : root.entries())
      if (key.find("://") == key.npos || !value.is_text())
        return FailAt(path_, static_cast<int>(place.line), "neither a version nor an address");
    Remote(root);
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

  // "@a/b@1.2.0_peer@3.0.0": one version of a package, as its peers make it.
  void Package(std::string_view id, bool jsr, std::uint32_t line, const Node& entry) {
    const std::size_t at = id.find('@', 1);
    if (at == id.npos) return notes_.Add(line, Printable(id) + " has no version");
    model::Component component;
    component.name = (jsr ? "jsr:" : "") + std::string(id.substr(0, at));
    component.version = id.substr(at + 1, id.find('_', at) - at - 1);
    component.place = PlaceOf(path_, line);
    if (jsr) component.source = SourceKind::kUrl;
    if (jsr) component.origin = "https://jsr.io/" + std::string(id.substr(0, at));
    component.origin += WithoutSecrets(entry["tarball"].text());
    const std::string_view integrity = entry["integrity"].text();
    if (integrity.empty())
      notes_.Add(line, Printable(id) + " has no integrity");
    else
      component.digests.push_back((IsCommitId(integrity) ? "sha256:" : "") +
                                  std::string(integrity));
    const std::size_t index = manifest_.components.size();
    needs_.Offer((jsr ? "jsr:" : "npm:") + std::string(id), index);
    needs_.Offer((jsr ? "jsr:" : "npm:") + std::string(id.substr(0, at)), index);
    manifest_.components.push_back(std::move(component));
    for (const std::string_view key : {"dependencies", "optionalDependencies", "peerDependencies"})
      Needed(index, entry[key], jsr);
  }

  // ["jsr:@a/b@1", "tea@1.0.0", "alias@npm:tea@1.0.0"]; before version 4, {"tea": "tea@1.0.0"}.
  void Needed(std::size_t from, const Node& list, bool jsr) {
    const auto ask = [&](std::string_view text) {
      if (const std::size_t alias = text.find("@npm:"); alias != text.npos && alias > 0)
        text.remove_prefix(alias + 1);
      if (text.starts_with("npm:") || text.starts_with("jsr:")) return Ask(from, std::string(text));
      Ask(from, (jsr ? "jsr:" : "npm:") + std::string(text));
    };
    for (const Node& one : list.items()) ask(one.text());
    for (const auto& [key, place, value] : list.entries()) ask(value.text());
  }

  void Ask(std::size_t from, const std::string& name) { needs_.Ask(from, Locked(name)); }

  // The package that a specifier was settled on.
  [[nodiscard]] std::string Locked(const std::string& specifier) const {
    const auto found = specifiers_.find(specifier);
    if (found == specifiers_.end()) return specifier;
    if (found->second.starts_with("npm:") || found->second.starts_with("jsr:"))
      return found->second;
    const std::size_t at = specifier.find('@', 5);
    return specifier.substr(0, at) + "@" + found->second;
  }

  void Remote(const Node& map) {
    for (const auto& [key, place, value] : map.entries()) {
      model::Component component;
      component.name = WithoutSecrets(key);
      component.version = VersionIn(component.name);
      component.source = SourceKind::kUrl;
      component.origin = component.name;
      component.place = PlaceOf(path_, place.line);
      AddDigest("sha256", value.text(), component);
      if (key.starts_with("http://"))
        notes_.Add(place.line, component.name + " is fetched over plain HTTP");
      manifest_.components.push_back(std::move(component));
    }
  }

  void Asked(const Node& workspace) {
    for (const Node* one : {&workspace, &workspace["packageJson"]})
      for (const auto& text : Texts((*one)["dependencies"]))
        needs_.MarkDirect(Locked(text), manifest_);
    for (const auto& [member, place, value] : workspace["members"].entries())
      for (const Node* one : {&value, &value["packageJson"]})
        for (const auto& text : Texts((*one)["dependencies"]))
          needs_.MarkDirect(Locked(text), manifest_);
  }

  const Path& path_;
  model::Manifest manifest_;
  Notes notes_;
  Needs needs_;
  std::unordered_map<std::string, std::string> specifiers_;
};

}  // namespace

bool IsDeno(const Path& path) {
  const std::string_view name = path.name();
  return name == "deno.json" || name == "deno.jsonc" || name == "deno.lock";
}

Result<model::Manifest> ReadDeno(const Path& path, BytesView bytes) {
  if (path.name() != "deno.lock") return ReadConfiguration(path, bytes);
  AVOUCH_TRY(const Node root, ReadJson(path, bytes));
  if (!root.is_map()) return FailAt(path, 1, "not one JSON object");
  return LockReader(path).Read(root);
}

}  // namespace avouch::formats
