#include "formats/pylock.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/lock_graph.h"
#include "formats/manifest_reading.h"
#include "formats/python_names.h"
#include "formats/requirements_line.h"

namespace avouch::formats {
namespace {

using model::Component;
using model::SourceKind;
using syntax::Node;

model::Manifest Begin(const Path& path, std::string_view format) {
  model::Manifest manifest;
  manifest.ecosystem = model::Ecosystem::kPython;
  manifest.format = format;
  manifest.path = path;
  manifest.lock = true;
  return manifest;
}

void NoteUnhashed(const Component& component, Notes& notes) {
  if (component.source == SourceKind::kRegistry && component.digests.empty())
    notes.Add(static_cast<std::uint32_t>(component.place.line),
              component.name + " " + component.version + " has no hash");
}

// ---- pdm.lock ----
void PdmSource(const Node& package, Component& component) {
  if (const std::string_view git = package["git"].text(); !git.empty()) {
    component.source = SourceKind::kGit;
    component.origin = std::string(git) + "#" + std::string(package["revision"].text());
  } else if (!package["url"].text().empty()) {
    component.source = SourceKind::kUrl;
    component.origin = package["url"].text();
  } else if (!package["path"].text().empty()) {
    component.source = SourceKind::kPath;
    component.origin = package["path"].text();
  }
}

void PdmGroups(const Node& package, Component& component) {
  const auto groups = package["groups"].items();
  if (groups.empty() ||
      std::ranges::any_of(groups, [](const Node& group) { return group.text() == "default"; }))
    return;
  component.development = std::ranges::all_of(
      groups, [](const Node& group) { return IsDevelopmentWord(group.text()); });
  component.detail.optional = !component.development;
  component.detail.group = groups.front().text();
}

void PdmFiles(const Node& files, Component& component) {
  for (const Node& file : files.items())
    if (const std::string_view hash = file["hash"].text(); !hash.empty())
      component.digests.emplace_back(hash);
}

void PdmNeeds(const Node& package, const PythonNames& names, Component& component) {
  for (const Node& one : package["dependencies"].items())
    if (const auto parsed = ParsePythonRequirement(one.text()))
      names.Find(parsed->name, parsed->range, component.detail.needs);
}

// ---- pylock.toml ----
void PylockHashes(const Node& file, Component& component) {
  for (const auto& [algorithm, place, value] : file["hashes"].entries())
    component.digests.push_back(std::string(algorithm) + ":" + std::string(value.text()));
}

void PylockSource(const Node& package, Component& component) {
  const Node &vcs = package["vcs"], &folder = package["directory"], &archive = package["archive"];
  component.origin = package["index"].text();
  if (vcs.is_map()) {
    component.source = SourceKind::kGit;
    component.origin = std::string(vcs["url"].is_text() ? vcs["url"].text() : vcs["path"].text()) +
                       "#" + std::string(vcs["commit-id"].text());
  } else if (folder.is_map()) {
    component.source =
        folder["editable"].boolean().value_or(false) ? SourceKind::kWorkspace : SourceKind::kPath;
    component.origin = folder["path"].text();
  } else if (archive.is_map()) {
    component.source = archive["url"].is_text() ? SourceKind::kUrl : SourceKind::kPath;
    component.origin = archive["url"].is_text() ? archive["url"].text() : archive["path"].text();
    PylockHashes(archive, component);
  }
  PylockHashes(package["sdist"], component);
  for (const Node& wheel : package["wheels"].items()) PylockHashes(wheel, component);
}

// 'dev' of "'dev' in dependency_groups".
std::string_view Quoted(std::string_view text) {
  const std::size_t from = text.find_first_of("'\"");
  if (from == text.npos) return {};
  const std::size_t end = text.find(text[from], from + 1);
  return end == text.npos ? "" : text.substr(from + 1, end - from - 1);
}

// An alternative that asks for nothing, or for a default group, is for everyone.
void PylockScope(std::string_view marker, const std::vector<std::string>& defaults,
                 Component& component) {
  bool groups = true, extras = false;
  std::string group;
  for (;;) {
    const std::size_t end = marker.find(" or ");
    const std::string_view one = marker.substr(0, end);
    const bool extra = one.find("in extras") != one.npos;
    const bool grouped = one.find("in dependency_groups") != one.npos;
    const std::string name(Quoted(one));
    if ((!extra && !grouped) || one.find("not in") != one.npos ||
        (grouped && std::ranges::find(defaults, name) != defaults.end()))
      return;
    extras |= extra;
    groups &= grouped && !extra;
    if (group.empty()) group = name;
    if (end == marker.npos) break;
    marker = marker.substr(end + 4);
  }
  component.development = groups;
  component.detail.optional = extras;
  component.detail.group = group;
}

void PylockNeeds(const Node& package, const PythonNames& names, Component& component) {
  for (const Node& one : package["dependencies"].items())
    names.FindExact(one["name"].text(), one["version"].text(), component.detail.needs);
}

}  // namespace

bool IsPdmLock(const Path& path) { return path.name() == "pdm.lock"; }

bool IsPylock(const Path& path) {
  const std::string_view name = path.name();
  return name == "pylock.toml" || (name.starts_with("pylock.") && name.ends_with(".toml") &&
                                   name.size() > sizeof("pylock..toml") - 1);
}

Result<model::Manifest> ReadPdmLock(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadToml(path, bytes));
  model::Manifest manifest = Begin(path, "pdm-lock");
  Notes notes;
  const Node& metadata = root["metadata"];
  if (const auto range = metadata["requires_python"].text(); !range.empty())
    manifest.tools.push_back("python " + std::string(range));
  std::unordered_map<std::string, std::uint32_t> index;
  std::vector<std::pair<std::uint32_t, const Node*>> needs;
  for (const Node& package : root["package"].items()) {
    Component component;
    component.place = PlaceOf(path, package.line());
    component.name = package["name"].text();
    component.version = package["version"].text();
    if (component.name.empty() || component.version.empty())
      return FailAt(path, component.place.line, "a package without name or version");
    PdmSource(package, component);
    PdmGroups(package, component);
    PdmFiles(package["files"], component);
    if (component.digests.empty())  // Until lock_version 4.3 apart: "name version".
      PdmFiles(metadata["files"][component.name + " " + component.version], component);
    const auto [at, fresh] = index.emplace(component.name + '\n' + component.version,
                                           static_cast<std::uint32_t>(manifest.components.size()));
    needs.emplace_back(at->second, &package);
    if (fresh) {
      NoteUnhashed(component, notes);
      manifest.components.push_back(std::move(component));
      continue;
    }
    auto& kept = manifest.components[at->second];
    kept.development &= component.development;
    kept.detail.optional &= component.detail.optional;
    if (component.detail.group.empty()) kept.detail.group.clear();
  }
  const PythonNames names(manifest.components);
  for (const auto& [at, package] : needs) PdmNeeds(*package, names, manifest.components[at]);
  TidyNeeds(manifest.components);
  for (std::uint32_t i = 0; i < manifest.components.size(); ++i)
    std::erase(manifest.components[i].detail.needs, i);  // "a[extra]" needs "a".
  manifest.notes = notes.Take();
  return manifest;
}

Result<model::Manifest> ReadPylock(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadToml(path, bytes));
  const std::string version = ScalarText(root["lock-version"]);
  if (!version.empty() && version != "1" && !version.starts_with("1."))
    return Fail(ErrorKind::kUnsupported, "lock-version " + version + " is not known", path.bytes);
  model::Manifest manifest = Begin(path, "pylock");
  Notes notes;
  if (version.empty()) notes.Add("no lock-version");
  if (const auto range = root["requires-python"].text(); !range.empty())
    manifest.tools.push_back("python " + std::string(range));
  const std::vector<std::string> defaults = Texts(root["default-groups"]);
  const auto packages = root["packages"].items();
  for (const Node& package : packages) {
    Component component;
    component.place = PlaceOf(path, package.line());
    component.name = package["name"].text();
    component.version = package["version"].text();
    if (component.name.empty()) return FailAt(path, component.place.line, "a package without name");
    PylockSource(package, component);
    PylockScope(package["marker"].text(), defaults, component);
    NoteUnhashed(component, notes);
    manifest.components.push_back(std::move(component));
  }
  const PythonNames names(manifest.components);
  for (std::size_t i = 0; i < packages.size(); ++i)
    PylockNeeds(packages[i], names, manifest.components[i]);
  TidyNeeds(manifest.components);
  manifest.notes = notes.Take();
  return manifest;
}

}  // namespace avouch::formats
