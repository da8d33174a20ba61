#include "formats/pipfile.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "formats/manifest_reading.h"
#include "formats/requirements_line.h"

namespace avouch::formats {
namespace {

using model::SourceKind;
using syntax::Node;

model::Manifest Begin(const Path& path, std::string_view format) {
  model::Manifest manifest;
  manifest.ecosystem = model::Ecosystem::kPython;
  manifest.format = format;
  manifest.path = path;
  return manifest;
}

// Where a table says that a package is from, if not a registry.
void AddSource(const Node& table, SourceKind& source, std::string& origin) {
  if (const std::string_view git = table["git"].text(); !git.empty()) {
    source = SourceKind::kGit;
    origin = std::string(git);
    if (table["ref"].is_scalar()) origin += "#" + table["ref"].AsText();
    return;
  }
  for (const std::string_view key : {"path", "file"}) {
    const std::string_view at = table[key].text();
    if (at.empty()) continue;
    source = at.find("://") == at.npos ? SourceKind::kPath : SourceKind::kUrl;
    origin = at;
    return;
  }
}

void AddSources(const Node& sources, model::Manifest& manifest, Notes& notes) {
  for (const Node& source : sources.items()) {
    if (source["url"].text().starts_with("http://"))
      notes.Add(source.line(), "a source over plain HTTP");
    if (source["verify_ssl"].boolean().value_or(true)) continue;
    manifest.checks_off = true;
    notes.Add(source.line(), "a source whose certificate is not checked");
  }
}

// Markers that keep a package away from some systems: absent there, it is not missing.
bool IsOfSomePlatforms(std::string_view markers) {
  return markers.contains("platform") || markers.contains("os_name") ||
         markers.contains("implementation");
}

void AddPython(const Node& requires_, model::Manifest& manifest) {
  for (const std::string_view key : {"python_full_version", "python_version"})
    if (const std::string version = requires_[key].AsText(); !version.empty()) {
      manifest.tools.push_back("python " + version);
      return;
    }
}

class LockReader {
 public:
  explicit LockReader(const Path& path) : path_(path), manifest_(Begin(path, "pipfile-lock")) {
    manifest_.lock = true;
  }

  Result<model::Manifest> Read(const Node& root) {
    if (!root.is_map()) return FailAt(path_, 1, "not one JSON object");
    AddPython(root["_meta"]["requires"], manifest_);
    AddSources(root["_meta"]["sources"], manifest_, notes_);
    for (const auto& [section, place, packages] : root.entries()) {
      if (section == "_meta") continue;
      for (const auto& [name, at, value] : packages.entries()) {
        if (!value.is_map())
          return FailAt(path_, static_cast<int>(at.line), "a package that is no object");
        Package(section, name, at, value);
      }
    }
    manifest_.notes = notes_.Take();
    return std::move(manifest_);
  }

 private:
  void Package(std::string_view section, std::string_view name, syntax::Place place,
               const Node& value) {
    model::Component component;
    component.name = name;
    component.place = PlaceOf(path_, place.line);
    const std::string_view range = value["version"].text();
    component.version = ExactPythonVersion(range).value_or(std::string(range));
    AddSource(value, component.source, component.origin);
    for (const Node& hash : value["hashes"].items())
      if (!hash.text().empty()) component.digests.emplace_back(hash.text());
    if (component.source == SourceKind::kRegistry && component.digests.empty())
      notes_.Add(place.line, component.name + " " + component.version + " has no hash");
    component.development =
        section == "develop" || (section != "default" && IsDevelopmentWord(section));
    component.detail.optional = IsOfSomePlatforms(value["markers"].text());
    if (section != "default") component.detail.group = section == "develop" ? "dev" : section;
    const auto [at, fresh] =
        index_.emplace(component.name + '\n' + component.version + '\n' + component.origin,
                       manifest_.components.size());
    if (fresh) return manifest_.components.push_back(std::move(component));
    auto& kept = manifest_.components[at->second];
    kept.detail.optional &= component.detail.optional;
    if (kept.development && !component.development) {
      kept.development = false;
      kept.detail.group = component.detail.group;
    }
  }

  const Path& path_;
  model::Manifest manifest_;
  Notes notes_;
  std::unordered_map<std::string, std::size_t> index_;
};

void Requirements(const Node& table, std::string_view section, model::Manifest& manifest) {
  for (const auto& [name, place, value] : table.entries()) {
    model::Requirement requirement;
    requirement.name = name;
    requirement.range = value.is_map() ? value["version"].text() : value.text();
    if (requirement.range == "*") requirement.range.clear();
    std::string origin;
    AddSource(value, requirement.source, origin);
    if (requirement.source == SourceKind::kGit) {
      requirement.range = value["ref"].AsText();
      requirement.exact = IsCommitId(requirement.range);
    } else {
      requirement.exact = ExactPythonVersion(requirement.range).has_value();
    }
    requirement.condition = value["markers"].text();
    requirement.development = section == "dev-packages" || IsDevelopmentWord(section);
    if (section != "packages") requirement.group = section == "dev-packages" ? "dev" : section;
    requirement.place = PlaceOf(manifest.path, place.line);
    manifest.requirements.push_back(std::move(requirement));
  }
}

}  // namespace

bool IsPipfileLock(const Path& path) { return path.name() == "Pipfile.lock"; }
bool IsPipfile(const Path& path) { return path.name() == "Pipfile"; }

Result<model::Manifest> ReadPipfileLock(const Path& path, BytesView bytes) {
  syntax::JsonOptions options;
  options.duplicates = syntax::Duplicates::kTolerated;
  AVOUCH_TRY(const Node root, ReadJson(path, bytes, options));
  return LockReader(path).Read(root);
}

Result<model::Manifest> ReadPipfile(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadToml(path, bytes));
  model::Manifest manifest = Begin(path, "pipfile");
  Notes notes;
  AddSources(root["source"], manifest, notes);
  AddPython(root["requires"], manifest);
  for (const auto& [section, place, table] : root.entries())
    if (table.is_map() && section != "requires" && section != "scripts" && section != "pipenv")
      Requirements(table, section, manifest);
  manifest.notes = notes.Take();
  return manifest;
}

}  // namespace avouch::formats
