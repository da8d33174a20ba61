#include "formats/package_json.h"

#include <array>
#include <string>
#include <utility>

#include "base/text.h"
#include "formats/manifest_reading.h"
#include "formats/pnpm_workspace.h"

namespace avouch::formats {
namespace {

using model::SourceKind;
using syntax::Node;

struct Group {
  std::string_view key, group;
  bool development;
};
constexpr std::array<Group, 4> kGroups = {{{"dependencies", "", false},
                                           {"devDependencies", "dev", true},
                                           {"optionalDependencies", "optional", false},
                                           {"peerDependencies", "peer", false}}};

bool IsExact(std::string_view range) {
  if (range.starts_with('=')) range.remove_prefix(1);
  return IsFullVersion(Trim(range)) && range.find_first_of("xX*") == range.npos;
}

// "npm:@scope/name@^1" is name and range; nothing else is an alias.
bool Alias(std::string_view text, std::string& name, std::string& range) {
  if (!text.starts_with("npm:")) return false;
  text.remove_prefix(4);
  const std::size_t at = text.find('@', 1);
  name = text.substr(0, at);
  range = at == text.npos ? "" : text.substr(at + 1);
  return true;
}

void AddRequirements(const Node& map, const Group& group, model::Manifest& manifest, Notes& notes) {
  for (const auto& [key, place, value] : map.entries()) {
    if (!value.is_text()) {
      notes.Add(place.line, std::string(key) + " has no version in text");
      continue;
    }
    model::Requirement requirement;
    requirement.name = key;
    requirement.range = value.text();
    if (Alias(value.text(), requirement.name, requirement.range))
      notes.Add(place.line, std::string(key) + " stands for " + requirement.name);
    requirement.source = NpmSource(requirement.range);
    if (requirement.source == SourceKind::kRegistry) requirement.exact = IsExact(requirement.range);
    if (requirement.source == SourceKind::kGit)
      requirement.exact =
          IsCommitId(std::string_view(requirement.range).substr(requirement.range.rfind('#') + 1));
    requirement.development = group.development;
    requirement.group = group.group;
    requirement.place = PlaceOf(manifest.path, place.line);
    manifest.requirements.push_back(std::move(requirement));
  }
}

void AddLicences(const Node& root, model::Manifest& manifest) {
  const auto add = [&](const Node& node) {
    const std::string text = node.is_map() ? ScalarText(node["type"]) : ScalarText(node);
    if (!text.empty()) manifest.licences.push_back(text);
  };
  add(root["license"]);
  for (const auto& one : root["licenses"].items()) add(one);
}

// `main` is what `npm init` writes for programs too: it says nothing.
model::Ships ShipsOf(const Node& root) {
  if (root["private"].boolean() == true) return model::Ships::kNothing;
  if (!root["name"].is_text() || !root["version"].is_text()) return model::Ships::kUnsaid;
  if (!root["bin"].is_null()) return model::Ships::kProgram;
  for (const std::string_view key : {"publishConfig", "files", "exports", "types", "typings"})
    if (!root[key].is_null()) return model::Ships::kLibrary;
  return model::Ships::kUnsaid;
}

void AddTools(const Node& root, model::Manifest& manifest) {
  for (const auto& [key, place, value] : root["engines"].entries()) {
    const std::string range = ScalarText(value);
    if (!range.empty()) manifest.tools.push_back(std::string(key) + " " + range);
  }
  // "pnpm@9.1.0+sha512.abc": the hash fixes it and is not part of its version.
  const std::string manager = ScalarText(root["packageManager"]);
  const std::size_t at = manager.find('@', 1);
  if (at != std::string::npos)
    manifest.tools.push_back(manager.substr(0, at) + " " +
                             manager.substr(at + 1, manager.find('+') - at - 1));
}

}  // namespace

bool IsPackageJson(const Path& path) { return path.name() == "package.json"; }

SourceKind NpmSource(std::string_view text) {
  if (text.starts_with("http://") || text.starts_with("https://")) {
    const std::string_view bare = text.substr(0, text.find('#'));
    return bare.ends_with(".git") ? SourceKind::kGit : SourceKind::kUrl;
  }
  for (const std::string_view start :
       {"git+", "git:", "git@", "ssh:", "github:", "gitlab:", "bitbucket:", "gist:"})
    if (text.starts_with(start)) return SourceKind::kGit;
  for (const std::string_view start : {"file:", "link:", "portal:", "./", "../", "/", "~/"})
    if (text.starts_with(start)) return SourceKind::kPath;
  if (text.starts_with("workspace:")) return SourceKind::kWorkspace;
  // "owner/name" and "owner/name#ref" are on GitHub; ranges hold no '/'.
  const std::size_t slash = text.find('/');
  if (slash != text.npos && slash > 0 && !text.starts_with('@') && !text.starts_with("npm:") &&
      text.find(' ') == text.npos)
    return SourceKind::kGit;
  return SourceKind::kRegistry;
}

Result<model::Manifest> ReadPackageJson(const Path& path, BytesView bytes) {
  std::vector<syntax::Problem> problems;
  syntax::JsonOptions options;
  options.duplicates = syntax::Duplicates::kTolerated;
  options.problems = &problems;
  AVOUCH_TRY(const Node root, ReadJson(path, bytes, options));
  if (!root.is_map()) return FailAt(path, 1, "not one JSON object");
  model::Manifest manifest;
  manifest.ecosystem = model::Ecosystem::kNpm;
  manifest.format = "package-json";
  manifest.path = path;
  manifest.name = ScalarText(root["name"]);
  manifest.version = ScalarText(root["version"]);
  manifest.ships = ShipsOf(root);
  AddLicences(root, manifest);
  AddTools(root, manifest);
  Notes notes;
  for (const auto& problem : problems) notes.Add(problem.place.line, problem.what);
  for (const auto& group : kGroups) {
    const Node& map = root[group.key];
    if (map.present() && !map.is_map() && !map.is_null())
      notes.Add(map.line(), std::string(group.key) + " is no object");
    AddRequirements(map, group, manifest, notes);
  }
  const Node& workspaces = root["workspaces"];
  manifest.workspaces = Texts(workspaces.is_map() ? workspaces["packages"] : workspaces);
  AddNpmCatalogs(root, manifest, notes);
  AddNpmCatalogs(workspaces, manifest, notes);
  for (const std::string_view key : {"overrides", "resolutions"})
    if (const Node& map = root[key]; !map.empty())
      notes.Add(map.line(),
                Count("dependency", static_cast<long long>(map.size()), "dependencies") +
                    " overridden by '" + std::string(key) + "'");
  manifest.notes = notes.Take();
  return manifest;
}

}  // namespace avouch::formats
