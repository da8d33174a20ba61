#include "formats/west.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/lock_reading.h"
#include "formats/source_address.h"

namespace avouch::formats {
namespace {

using model::SourceKind;
using syntax::Node;

struct Defaults {
  std::map<std::string, std::string> bases;  // By remote
  std::string remote, revision = "master";
  std::set<std::string> off;  // Groups whose projects only those have who ask for them
};

Defaults DefaultsOf(const Node& root) {
  Defaults out;
  for (const Node& remote : root["remotes"].items())
    out.bases.emplace(ScalarText(remote["name"]), ScalarText(remote["url-base"]));
  out.remote = ScalarText(root["defaults"]["remote"]);
  if (const Node& revision = root["defaults"]["revision"]; revision.is_scalar())
    out.revision = ScalarText(revision);
  for (const auto& filter : Texts(root["group-filter"]))
    if (filter.starts_with('-'))
      out.off.insert(filter.substr(1));
    else if (filter.starts_with('+'))
      out.off.erase(filter.substr(1));
  return out;
}

// Its own address, or its remote's with the path of its repository behind it.
std::string AddressOf(const Node& project, const std::string& name, const Defaults& defaults) {
  if (project["url"].is_scalar()) return WithoutSecrets(ScalarText(project["url"]));
  const Node& remote = project["remote"];
  const auto base = defaults.bases.find(remote.is_scalar() ? ScalarText(remote) : defaults.remote);
  if (base == defaults.bases.end()) return {};
  const Node& path = project["repo-path"];
  std::string url = WithoutSecrets(base->second);
  while (url.ends_with('/')) url.pop_back();
  return url + "/" + (path.is_scalar() ? ScalarText(path) : name);
}

// Where all of its groups are off.
bool IsOff(const Node& project, const Defaults& defaults) {
  const auto groups = Texts(project["groups"]);
  return !groups.empty() && std::ranges::all_of(groups, [&](const auto& group) {
    return defaults.off.contains(group);
  });
}

void AddProject(const Node& project, const Defaults& defaults, Notes& notes,
                model::Manifest& manifest) {
  const std::string name = ScalarText(project["name"]);
  if (name.empty()) return notes.Add(project.line(), "a project without a name");
  const Node& written = project["revision"];
  const std::string revision = written.is_scalar() ? ScalarText(written) : defaults.revision;
  const std::string url = AddressOf(project, name, defaults);
  if (url.starts_with("http://")) notes.Add(project.line(), name + " is fetched over plain HTTP");
  const Node& import = project["import"];
  if (import.is_map() || import.is_list() || (import.is_scalar() && ScalarText(import) != "false"))
    notes.Add(project.line(),
              "what the manifest of " + Printable(name) + " lists is not told here");
  if (IsMovingName(revision)) {
    model::Requirement asked;
    asked.name = name;
    asked.range = revision;
    if (IsOff(project, defaults)) asked.group = "optional";
    asked.source = SourceKind::kGit;
    asked.place = PlaceOf(manifest.path, project.line());
    manifest.requirements.push_back(std::move(asked));
    return;
  }
  model::Component one;
  one.name = name;
  one.version = revision;
  one.source = SourceKind::kGit;
  one.origin = url;
  if (IsCommitId(revision)) one.origin += "#" + revision;
  one.place = PlaceOf(manifest.path, project.line());
  one.detail.direct = true;
  one.detail.optional = IsOff(project, defaults);
  manifest.components.push_back(std::move(one));
}

}  // namespace

bool IsWest(const Path& path) {
  const std::string_view name = path.name();
  if (name == "west.yml") return true;
  const bool yaml = name.ends_with(".yml") || name.ends_with(".yaml");
  return yaml && PathName(path.folder()) == "submanifests";
}

Result<model::Manifest> ReadWest(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node file, ReadYaml(path, bytes));
  model::Manifest manifest = NewManifest(model::Ecosystem::kOther, "west", path, false);
  const Node& root = file["manifest"];
  if (!root.is_map()) return manifest;
  Notes notes;
  const Defaults defaults = DefaultsOf(root);
  for (const Node& project : root["projects"].items())
    AddProject(project, defaults, notes, manifest);
  if (root["self"]["import"].present())
    notes.Add(root["self"].line(), "what else it imports is not read with it");
  manifest.notes = notes.Take();
  return manifest;
}

}  // namespace avouch::formats
