#include "formats/julia.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "formats/lock_reading.h"

namespace avouch::formats {
namespace {

using model::SourceKind;
using syntax::Node;

constexpr std::string_view kOwn = "sdk:julia";  // Where what comes with Julia comes from

bool IsUuid(std::string_view text) {
  return text.size() == 36 && text[8] == '-' && text[13] == '-' && text[18] == '-' &&
         text[23] == '-' && text.find_first_not_of("0123456789abcdefABCDEF-") == text.npos;
}

class Lock {
 public:
  explicit Lock(const Path& path)
      : path_(path),
        manifest_(NewManifest(model::Ecosystem::kJulia, "julia-manifest-lock", path, true)) {}

  Result<model::Manifest> Read(const Node& root) {
    version_ = root["julia_version"].text();
    const std::string format = ScalarText(root["manifest_format"]);
    // Before Julia 1.7 the packages stood at the top, without a word of the format.
    const bool second = !format.empty();
    if (second && !format.starts_with("1") && !format.starts_with("2"))
      return Fail(ErrorKind::kUnsupported, "format " + Printable(format) + " is not known",
                  ToUtf8(path_.bytes));
    const Node& packages = second && !format.starts_with("1") ? root["deps"] : root;
    for (const auto& [name, place, entries] : packages.entries())
      for (const Node& entry : entries.items())
        if (entry.is_map()) Package(std::string(name), entry);
    if (manifest_.components.empty() && !second && !root.empty()) {
      manifest_.lock = false;
      notes_.Add("no package of Julia is listed");
    }
    needs_.Fill(manifest_, notes_);
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  void Package(const std::string& name, const Node& entry) {
    const std::string_view uuid = entry["uuid"].text();
    if (!IsUuid(uuid)) return notes_.Add(entry.line(), Printable(name) + " has no uuid");
    model::Component component;
    component.name = name;
    component.version = entry["version"].text();
    component.place = PlaceOf(path_, entry.line());
    component.detail.qualifiers.emplace_back("uuid", uuid);
    AddDigest("git-tree-sha1", entry["git-tree-sha1"].text(), component);
    Source(entry, component);
    const std::size_t index = manifest_.components.size();
    needs_.Offer(name, index);
    needs_.Offer(Lower(uuid), index);
    for (const Node& need : entry["deps"].items()) needs_.Ask(index, ScalarText(need));
    // Written so where two packages have one name.
    for (const auto& [other, place, id] : entry["deps"].entries())
      needs_.Ask(index, Lower(id.text()));
    manifest_.components.push_back(std::move(component));
  }

  void Source(const Node& entry, model::Component& component) {
    if (entry["path"].is_text()) {
      component.source = SourceKind::kPath;
      component.origin = entry["path"].text();
    } else if (entry["repo-url"].is_text()) {
      const std::string revision = ScalarText(entry["repo-rev"]);
      component.source = IsCommitId(revision) ? SourceKind::kGit : SourceKind::kUrl;
      component.origin = WithoutSecrets(entry["repo-url"].text());
      if (!revision.empty()) component.origin += "#" + revision;
    } else if (component.digests.empty()) {
      component.source = SourceKind::kUrl;
      component.origin = kOwn;
      if (component.version.empty()) component.version = version_;
    }
  }

  const Path& path_;
  model::Manifest manifest_;
  std::string version_;  // Of Julia
  Notes notes_;
  Needs needs_;
};

class Project {
 public:
  Project(const Path& path, const Node& root)
      : path_(path),
        root_(root),
        manifest_(NewManifest(model::Ecosystem::kJulia, "julia-project", path, false)) {}

  model::Manifest Read() {
    manifest_.name = root_["name"].text();
    manifest_.version = root_["version"].text();
    manifest_.workspaces = Texts(root_["workspace"]["projects"]);
    if (const Node& julia = root_["compat"]["julia"]; julia.is_text())
      manifest_.tools.push_back("julia " + ScalarText(julia));
    for (const auto& [name, place, uuid] : root_["deps"].entries()) Require(name, place, uuid, "");
    for (const auto& [name, place, uuid] : root_["weakdeps"].entries())
      if (!root_["deps"][name].present()) Require(name, place, uuid, "optional");
    Targets();
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  // test = ["Test"]: names of [extras], or of what is asked for anyway.
  void Targets() {
    for (const auto& [target, at, names] : root_["targets"].entries())
      for (const Node& name : names.items())
        if (const auto* extra = root_["extras"].FindEntry(name.text()))
          if (!root_["deps"][name.text()].present())
            Require(name.text(), extra->place, extra->value, target);
  }

  void Require(std::string_view name, syntax::Place place, const Node& uuid,
               std::string_view group) {
    if (!IsUuid(uuid.text())) return notes_.Add(place.line, Printable(name) + " has no uuid");
    model::Requirement requirement;
    requirement.name = name;
    requirement.range = ScalarText(root_["compat"][name]);
    requirement.exact = requirement.range.starts_with('=') &&
                        requirement.range.find(',') == std::string::npos &&
                        IsFullVersion(Trim(std::string_view(requirement.range).substr(1)));
    requirement.group = group;
    requirement.development = !group.empty() && group != "optional";
    const Node& source = root_["sources"][name];
    if (source["url"].present()) requirement.source = SourceKind::kGit;
    if (source["path"].present()) requirement.source = SourceKind::kPath;
    requirement.place = PlaceOf(path_, place.line);
    manifest_.requirements.push_back(std::move(requirement));
  }

  const Path& path_;
  const Node& root_;
  model::Manifest manifest_;
  Notes notes_;
};

// "Project.toml", "JuliaProject.toml"; of manifests also "Manifest-v1.11.toml".
bool IsNamed(std::string_view name, std::string_view stem) {
  if (name.starts_with("Julia")) name.remove_prefix(5);
  if (!name.starts_with(stem) || !name.ends_with(".toml")) return false;
  name.remove_prefix(stem.size());
  return name == ".toml" || (stem == "Manifest" && name.starts_with("-v"));
}

}  // namespace

bool IsJulia(const Path& path) {
  return IsNamed(path.name(), "Project") || IsNamed(path.name(), "Manifest");
}

Result<model::Manifest> ReadJulia(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadToml(path, bytes));
  if (IsNamed(path.name(), "Manifest")) return Lock(path).Read(root);
  return Project(path, root).Read();
}

}  // namespace avouch::formats
