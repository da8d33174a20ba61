#include "formats/poetry_lock.h"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/lock_graph.h"
#include "formats/manifest_reading.h"
#include "formats/python_names.h"

namespace avouch::formats {
namespace {

using model::SourceKind;
using syntax::Node;

void AddFiles(const Node& files, model::Component& component) {
  for (const Node& file : files.items())
    if (!file["hash"].text().empty()) component.digests.emplace_back(file["hash"].text());
}

bool IsDevelopment(const Node& package) {
  if (package["category"].is_text()) return package["category"].text() == "dev";
  const auto groups = package["groups"].items();
  return !groups.empty() &&
         std::ranges::none_of(groups, [](const Node& group) { return group.text() == "main"; });
}

void AddSource(const Node& source, model::Component& component) {
  const std::string_view type = source["type"].text();
  component.origin = source["url"].text();
  if (type == "git") {
    component.source = SourceKind::kGit;
    if (const auto commit = source["resolved_reference"].text(); !commit.empty())
      component.origin += "#" + std::string(commit);
  } else if (type == "url") {
    component.source = SourceKind::kUrl;
  } else if (type == "directory" || type == "file") {
    component.source = SourceKind::kPath;
  }
}

// The group a package is for when not the main one: "dev", or the first of its groups.
std::string GroupOf(const Node& package, bool development) {
  if (!development) return {};
  const auto groups = package["groups"].items();
  return groups.empty() ? "dev" : std::string(groups.front().text());
}

// True where an extra that others ask for, of those whose lists name `needed`, is on.
bool IsAskedFor(const Node& extras, std::string_view name, std::string_view needed,
                const PythonExtras& asked) {
  for (const auto& [extra, place, list] : extras.entries()) {
    if (!asked.Has(name, extra)) continue;
    for (const Node& one : list.items())
      if (PythonName(one.text().substr(0, one.text().find_first_of(" [(;<>=!~"))) ==
          PythonName(needed))
        return true;
  }
  return false;
}

// A need is a range, a table, or a list of tables, each for one marker. What only an extra
// needs counts when a package here asks for that extra; the project's own say is not here.
void Connect(std::span<const Node> packages, model::Manifest& manifest) {
  const PythonNames names(manifest.components);
  PythonExtras asked;
  const auto each = [](const Node& value, auto&& take) {
    for (const Node& one : value.items()) take(one);
    if (!value.is_list()) take(value);
  };
  for (const Node& package : packages)
    for (const auto& [name, place, value] : package["dependencies"].entries())
      each(value, [&](const Node& one) {
        for (const Node& extra : one["extras"].items()) asked.Add(name, extra.text());
      });
  for (std::size_t i = 0; i < packages.size(); ++i) {
    auto& component = manifest.components[i];
    for (const auto& [name, place, value] : packages[i]["dependencies"].entries())
      each(value, [&](const Node& one) {
        if (one["optional"].boolean().value_or(false) &&
            !IsAskedFor(packages[i]["extras"], component.name, name, asked))
          return;
        names.Find(name, one.is_map() ? one["version"].text() : one.text(), component.detail.needs);
      });
  }
  TidyNeeds(manifest.components);
}

}  // namespace

bool IsPoetryLock(const Path& path) { return path.name() == "poetry.lock"; }

Result<model::Manifest> ReadPoetryLock(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const Node root, ReadToml(path, bytes));
  model::Manifest manifest;
  manifest.ecosystem = model::Ecosystem::kPython;
  manifest.format = "poetry-lock";
  manifest.path = path;
  manifest.lock = true;
  Notes notes;
  const Node& metadata = root["metadata"];
  if (metadata["python-versions"].is_text() && metadata["python-versions"].text() != "*")
    manifest.tools.push_back("python " + std::string(metadata["python-versions"].text()));
  for (const Node& package : root["package"].items()) {
    model::Component component;
    component.place = PlaceOf(path, package.line());
    component.name = package["name"].text();
    component.version = package["version"].text();
    if (component.name.empty() || component.version.empty())
      return FailAt(path, component.place.line, "a package without name or version");
    AddSource(package["source"], component);
    component.development = IsDevelopment(package);
    component.detail.group = GroupOf(package, component.development);
    component.detail.optional = package["optional"].boolean().value_or(false);
    AddFiles(package["files"], component);
    if (component.digests.empty()) AddFiles(metadata["files"][component.name], component);
    if (component.digests.empty())
      for (const Node& hash : metadata["hashes"][component.name].items())
        component.digests.push_back("sha256:" + std::string(hash.text()));
    if (component.digests.empty() && component.source == SourceKind::kRegistry)
      notes.Add(package.line(), component.name + " " + component.version + " has no hash");
    manifest.components.push_back(std::move(component));
  }
  Connect(root["package"].items(), manifest);
  manifest.notes = notes.Take();
  return manifest;
}

}  // namespace avouch::formats
