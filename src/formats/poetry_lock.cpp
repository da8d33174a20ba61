#include "formats/poetry_lock.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/manifest_reading.h"

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
    AddFiles(package["files"], component);
    if (component.digests.empty()) AddFiles(metadata["files"][component.name], component);
    if (component.digests.empty())
      for (const Node& hash : metadata["hashes"][component.name].items())
        component.digests.push_back("sha256:" + std::string(hash.text()));
    if (component.digests.empty() && component.source == SourceKind::kRegistry)
      notes.Add(package.line(), component.name + " " + component.version + " has no hash");
    manifest.components.push_back(std::move(component));
  }
  manifest.notes = notes.Take();
  return manifest;
}

}  // namespace avouch::formats
