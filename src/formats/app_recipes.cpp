#include "formats/app_recipes.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/limits.h"
#include "formats/lock_reading.h"
#include "formats/source_address.h"

namespace avouch::formats {
namespace {

using model::Component;
using model::Manifest;
using model::SourceKind;
using syntax::Node;

bool IsAddress(std::string_view text) {
  return text.find("://") != text.npos || text.starts_with("git@") || text.starts_with("lp:");
}

// Where it comes from, and which state of it: by commit, else by tag, else by a branch or nothing.
struct Origin {
  std::string url, commit, tag;
  bool git = false;
};

void Fill(const Origin& origin, Component& out) {
  out.origin = WithoutSecrets(origin.url);
  out.version = !origin.tag.empty() ? origin.tag : origin.commit;
  out.source = SourceKind::kUrl;
  if (IsCommitId(origin.commit)) {
    out.source = SourceKind::kGit;
    out.origin += "#" + origin.commit;
  }
  if (!origin.git && out.version.empty()) out.version = VersionOfAddress(origin.url);
}

void Ask(std::string_view text, std::string_view group, std::uint32_t line, Manifest& manifest) {
  model::Requirement one;
  const std::size_t sign = text.find('=');
  one.name = Trim(text.substr(0, sign));
  if (sign != text.npos) one.range = Trim(text.substr(sign + 1));
  one.exact = !one.range.empty();
  one.group = group;
  one.development = group == "build";
  one.place = PlaceOf(manifest.path, line);
  if (!one.name.empty()) manifest.requirements.push_back(std::move(one));
}

// "sha256/0a1b..." is "sha256:0a1b...".
void AddChecksum(std::string_view text, Component& out) {
  const std::size_t slash = text.find('/');
  if (slash != text.npos) AddDigest(text.substr(0, slash), text.substr(slash + 1), out);
}

void SnapPart(std::string_view name, const Node& part, Manifest& manifest) {
  const Node& source = part["source"];
  const std::string type = ScalarText(part["source-type"]);
  Origin origin{.url = ScalarText(source),
                .commit = ScalarText(part["source-commit"]),
                .tag = ScalarText(part["source-tag"]),
                .git = type == "git"};
  if (IsAddress(origin.url)) {
    const std::string_view url = origin.url;
    origin.git = origin.git || url.ends_with(".git") || url.starts_with("git");
    Component one;
    one.name = name;
    one.place = PlaceOf(manifest.path, source.line());
    Fill(origin, one);
    AddChecksum(ScalarText(part["source-checksum"]), one);
    one.detail.direct = true;
    manifest.components.push_back(std::move(one));
  }
  for (const auto& [list, group] :
       {std::pair("stage-packages", ""), std::pair("stage-snaps", ""),
        std::pair("build-packages", "build"), std::pair("build-snaps", "build")})
    for (const Node& item : part[list].items())
      if (item.is_scalar()) Ask(ScalarText(item), group, item.line(), manifest);
}

Manifest ReadSnap(const Path& path, const Node& root) {
  Manifest out = NewManifest(model::Ecosystem::kOther, "snapcraft", path, false);
  out.name = ScalarText(root["name"]);
  out.version = ScalarText(root["version"]);
  if (root["license"].is_scalar()) out.licences.push_back(ScalarText(root["license"]));
  if (const Node& base = root["base"]; base.is_scalar() && ScalarText(base) != "bare")
    Ask(ScalarText(base), "", base.line(), out);
  for (const Node& item : root["build-packages"].items())
    Ask(ScalarText(item), "build", item.line(), out);
  for (const auto& [name, place, part] : root["parts"].entries()) SnapPart(name, part, out);
  return out;
}

class Flatpak {
 public:
  explicit Flatpak(const Path& path)
      : manifest_(NewManifest(model::Ecosystem::kOther, "flatpak", path, false)) {}

  Manifest Read(const Node& root) {
    if (!root["modules"].is_list() || !root["runtime"].is_scalar()) return std::move(manifest_);
    const Node& id = root["id"].present() ? root["id"] : root["app-id"];
    manifest_.name = ScalarText(id);
    Runtime(root, "runtime", "runtime-version", "");
    Runtime(root, "sdk", "runtime-version", "build");
    Runtime(root, "base", "base-version", "");
    Modules(root["modules"], 0);
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  // "org.gnome.Platform//47", or the version beside it.
  void Runtime(const Node& root, const char* key, const char* version, std::string_view group) {
    if (!root[key].is_scalar()) return;
    const std::string text = ScalarText(root[key]);
    const std::size_t slashes = text.find("//");
    model::Requirement one;
    one.name = text.substr(0, slashes);
    one.range = slashes == text.npos ? ScalarText(root[version]) : text.substr(slashes + 2);
    one.group = group;
    one.development = group == "build";
    one.place = PlaceOf(manifest_.path, root[key].line());
    manifest_.requirements.push_back(std::move(one));
  }

  void Modules(const Node& modules, int depth) {
    if (depth > kMaxModuleDepth) return notes_.Add(modules.line(), "modules too deep in modules");
    for (const Node& module : modules.items()) {
      if (module.is_scalar()) {
        notes_.Add(module.line(), Printable(ScalarText(module)) + " is not read with it");
        continue;
      }
      Sources(module);
      Modules(module["modules"], depth + 1);
    }
  }

  void Sources(const Node& module) {
    const std::string name = ScalarText(module["name"]);
    bool own = true;  // Its first source is the module itself; others come along
    for (const Node& source : module["sources"].items()) {
      if (source.is_scalar()) {
        notes_.Add(source.line(), Printable(ScalarText(source)) + " is not read with it");
        continue;
      }
      Origin origin{.url = ScalarText(source["url"]),
                    .commit = ScalarText(source["commit"]),
                    .tag = ScalarText(source["tag"]),
                    .git = ScalarText(source["type"]) == "git"};
      if (!IsAddress(origin.url)) continue;  // A file or folder of the tree, a shell command
      Component one;
      const std::string address = HostAndPath(origin.url);
      one.name = own && !name.empty() ? name : std::string(PathName(address));
      own = false;
      one.place = PlaceOf(manifest_.path, source.line());
      Fill(origin, one);
      for (const char* algorithm : {"sha256", "sha512", "sha1", "md5"})
        AddDigest(algorithm, ScalarText(source[algorithm]), one);
      one.detail.direct = true;
      manifest_.components.push_back(std::move(one));
    }
  }

  Manifest manifest_;
  Notes notes_;
};

bool IsSnap(std::string_view name) { return name == "snapcraft.yaml" || name == ".snapcraft.yaml"; }

// A reversed name of a host, with an app's behind it: "org.example.App.yml".
bool IsFlatpak(const Path& path) {
  const std::string_view name = path.name(), extension = path.extension();
  if (extension != "json" && extension != "yml" && extension != "yaml") return false;
  if (std::ranges::count(name, '.') < 3) return false;
  for (const std::string_view top : {"org.", "com.", "io.", "net.", "app.", "dev.", "me.", "page.",
                                     "de.", "fr.", "uk.", "eu.", "im.", "info.", "re."})
    if (name.starts_with(top)) return true;
  return false;
}

}  // namespace

bool IsAppRecipe(const Path& path) { return IsSnap(path.name()) || IsFlatpak(path); }

Result<Manifest> ReadAppRecipe(const Path& path, BytesView bytes) {
  if (IsSnap(path.name())) {
    AVOUCH_TRY(const Node root, ReadYaml(path, bytes));
    if (!root.is_map()) return FailAt(path, 1, "not one map");
    return ReadSnap(path, root);
  }
  if (bytes.find("modules") == bytes.npos || bytes.find("runtime") == bytes.npos)
    return NewManifest(model::Ecosystem::kOther, "flatpak", path, false);
  // In JSON flatpak-builder takes comments, as YAML's readers do not; YAML takes JSON otherwise.
  syntax::JsonOptions options;
  options.duplicates = syntax::Duplicates::kTolerated;
  options.allow_comments = true;
  AVOUCH_TRY(const Node root,
             path.extension() == "json" ? ReadJson(path, bytes, options) : ReadYaml(path, bytes));
  return Flatpak(path).Read(root);
}

}  // namespace avouch::formats
