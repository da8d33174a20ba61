#include "formats/conda.h"

#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/lock_reading.h"

namespace avouch::formats {
namespace {

using model::Ecosystem;
using syntax::Node;

// "python >=3.9,<3.10" apart.
std::string FirstWord(std::string_view text) {
  return std::string(text.substr(0, text.find_first_of(" \t=<>!~[")));
}

Result<model::Manifest> ReadLock(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadYaml(path, bytes));
  if (!root["package"].is_list()) return FailAt(path, 1, "no list 'package'");
  model::Manifest manifest = NewManifest(Ecosystem::kConda, "conda-lock", path, true);
  Notes notes;
  Needs needs;
  for (const Node& package : root["package"].items()) {
    model::Component component;
    component.name = ScalarText(package["name"]);
    component.version = ScalarText(package["version"]);
    component.place = PlaceOf(path, package.line());
    if (component.name.empty() || component.version.empty()) {
      notes.Add(package.line(), "a package without name or version");
      continue;
    }
    component.origin = WithoutSecrets(package["url"].text());
    for (const char* algorithm : {"sha256", "md5"})
      AddDigest(algorithm, ScalarText(package["hash"][algorithm]), component);
    const std::string category = ScalarText(package["category"]);
    component.development = category == "dev" || category == "test";
    if (category != "main") component.detail.group = category;
    component.detail.optional = package["optional"].boolean().value_or(false);
    if (package["manager"].text() == "pip")
      component.detail.group = "pip";
    else
      QualifyConda(component.origin, component);
    const std::string platform = ScalarText(package["platform"]) + "\n";
    const std::size_t index = manifest.components.size();
    needs.Offer(platform + component.name, index);
    for (const auto& [name, place, range] : package["dependencies"].entries())
      needs.Ask(index, platform + std::string(name));
    manifest.components.push_back(std::move(component));
  }
  needs.Fill(manifest, notes);
  manifest.notes = notes.Take();
  return manifest;
}

// "conda-forge::numpy=1.26.4=py311_0" apart.
void Require(std::string_view text, std::uint32_t line, model::Manifest& manifest) {
  if (const std::size_t colons = text.rfind("::"); colons != text.npos)
    text.remove_prefix(colons + 2);
  model::Requirement requirement;
  requirement.name = FirstWord(text);
  requirement.range = Trim(text.substr(requirement.name.size()));
  requirement.place = PlaceOf(manifest.path, line);
  if (requirement.name.empty()) return;
  std::string_view range = requirement.range;
  std::string version, build;
  if (range.starts_with("==")) {
    version = Trim(range.substr(2));
  } else if (range.starts_with('=') && range.find('=', 1) != range.npos) {
    const std::size_t second = range.find('=', 1);
    version = Trim(range.substr(1, second - 1));
    build = Trim(range.substr(second + 1));
  }
  requirement.exact = !version.empty() && version.find_first_of("*,|<> ") == version.npos;
  if (requirement.exact) {
    model::Component component;
    component.name = requirement.name;
    component.version = version;
    component.place = requirement.place;
    component.detail.direct = true;
    if (!build.empty() && build.find('*') == build.npos)
      component.detail.qualifiers.emplace_back("build", build);
    manifest.components.push_back(std::move(component));
  }
  manifest.requirements.push_back(std::move(requirement));
}

void RequirePip(const Node& list, model::Manifest& manifest, Notes& notes) {
  for (const Node& item : list.items()) {
    const std::string text = ScalarText(item);
    if (text.starts_with('-')) {
      notes.Add(item.line(), "an option or file for pip: " + Printable(text.substr(0, 60)));
      continue;
    }
    model::Requirement requirement;
    requirement.name = FirstWord(text);
    requirement.range = Trim(std::string_view(text).substr(requirement.name.size()));
    requirement.exact = requirement.range.starts_with("==");
    requirement.group = "pip";
    requirement.place = PlaceOf(manifest.path, item.line());
    if (!requirement.name.empty()) manifest.requirements.push_back(std::move(requirement));
  }
}

Result<model::Manifest> ReadEnvironment(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadYaml(path, bytes));
  model::Manifest manifest = NewManifest(Ecosystem::kConda, "conda-environment", path, false);
  Notes notes;
  manifest.name = ScalarText(root["name"]);
  for (const Node& item : root["dependencies"].items()) {
    if (item.is_scalar()) Require(ScalarText(item), item.line(), manifest);
    if (item.is_map()) RequirePip(item["pip"], manifest, notes);
  }
  if (!root["dependencies"].present()) notes.Add("no dependencies: not of conda");
  manifest.notes = notes.Take();
  return manifest;
}

Result<model::Manifest> ReadInstalled(const Path& path, BytesView bytes) {
  syntax::JsonOptions options;
  options.duplicates = syntax::Duplicates::kTolerated;
  AVOUCH_TRY(const Node root, ReadJson(path, bytes, options));
  model::Manifest manifest = NewManifest(Ecosystem::kConda, "conda-installed", path, false);
  model::Component component;
  component.name = root["name"].text();
  component.version = ScalarText(root["version"]);
  if (component.name.empty() || component.version.empty())
    return FailAt(path, 1, "no name or no version");
  component.place = PlaceOf(path, root["name"].line());
  component.origin = WithoutSecrets(root["url"].text());
  if (component.origin.empty()) component.origin = WithoutSecrets(root["channel"].text());
  for (const char* algorithm : {"sha256", "md5"})
    AddDigest(algorithm, root[algorithm].text(), component);
  if (root["license"].is_text()) component.detail.licences = {ScalarText(root["license"])};
  QualifyConda(root["url"].text(), component);
  if (component.detail.qualifiers.empty()) {
    const std::string build =
        ScalarText(root["build"].present() ? root["build"] : root["build_string"]);
    if (!build.empty()) component.detail.qualifiers.emplace_back("build", build);
    if (root["subdir"].is_text())
      component.detail.qualifiers.emplace_back("subdir", root["subdir"].text());
  }
  for (const auto& text : Texts(root["depends"])) {
    model::Requirement requirement;
    requirement.name = FirstWord(text);
    requirement.range = Trim(std::string_view(text).substr(requirement.name.size()));
    requirement.place = PlaceOf(path, root["depends"].line());
    manifest.requirements.push_back(std::move(requirement));
  }
  manifest.components.push_back(std::move(component));
  return manifest;
}

bool IsLock(std::string_view name) {
  return name == "conda-lock.yml" || name == "conda-lock.yaml" || name.ends_with(".conda-lock.yml");
}
bool IsInstalled(const Path& path) {
  const std::string_view folder = path.folder();
  return path.extension() == "json" && (folder == "conda-meta" || folder.ends_with("/conda-meta"));
}

}  // namespace

void QualifyConda(std::string_view url, model::Component& component) {
  const auto parts = Split(url, '/');
  if (parts.size() < 3) return;
  std::string_view file = parts.back();
  const std::string start = component.name + "-" + component.version + "-";
  const std::string_view type = file.ends_with(".conda")     ? "conda"
                                : file.ends_with(".tar.bz2") ? "tar.bz2"
                                                             : "";
  if (type.empty()) return;
  file.remove_suffix(type.size() + 1);
  auto& out = component.detail.qualifiers;
  if (file.starts_with(start)) out.emplace_back("build", file.substr(start.size()));
  out.emplace_back("channel", parts[parts.size() - 3]);
  out.emplace_back("subdir", parts[parts.size() - 2]);
  out.emplace_back("type", type);
}

bool IsConda(const Path& path) {
  const std::string_view name = path.name();
  return IsLock(name) || name == "environment.yml" || name == "environment.yaml" ||
         IsInstalled(path);
}

Result<model::Manifest> ReadConda(const Path& path, BytesView bytes) {
  if (IsLock(path.name())) return ReadLock(path, bytes);
  if (IsInstalled(path)) return ReadInstalled(path, bytes);
  return ReadEnvironment(path, bytes);
}

}  // namespace avouch::formats
