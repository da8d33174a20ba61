#include "formats/dub.h"

#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/limits.h"
#include "formats/lock_reading.h"
#include "formats/sdl_tags.h"

namespace avouch::formats {
namespace {

using model::SourceKind;
using syntax::Node;

// What a recipe says of one dependency, in either notation.
struct Need {
  std::string_view name, version, path, repository;
  bool optional = false;
  int line = 0;
};

void Require(const Need& need, std::string_view configuration, model::Manifest& manifest) {
  model::Requirement requirement;
  requirement.name = need.name.substr(0, need.name.find(':'));
  if (requirement.name.empty()) return;  // ":part": of this package itself
  requirement.range = need.version == "*" ? std::string() : std::string(need.version);
  requirement.exact = requirement.range.starts_with("==") || IsFullVersion(requirement.range);
  if (!need.path.empty()) requirement.source = SourceKind::kPath;
  if (!need.repository.empty()) requirement.source = SourceKind::kGit;
  if (need.optional) requirement.group = "optional";
  if (configuration == "unittest") {
    requirement.group = "test";
    requirement.development = true;
  } else if (!configuration.empty()) {
    requirement.condition = "configuration " + std::string(configuration);
  }
  requirement.place = {manifest.path, need.line};
  manifest.requirements.push_back(std::move(requirement));
}

// ---- JSON ----

void RequireAll(const Node& dependencies, std::string_view configuration,
                model::Manifest& manifest) {
  for (const auto& [name, place, value] : dependencies.entries()) {
    Need need{name, value.is_text() ? value.text() : value["version"].text(), value["path"].text(),
              value["repository"].text()};
    need.optional = value["optional"].boolean().value_or(false);
    need.line = static_cast<int>(place.line);
    Require(need, configuration, manifest);
  }
}

void Recipe(const Node& recipe, model::Manifest& manifest, int depth) {
  RequireAll(recipe["dependencies"], {}, manifest);
  for (const Node& one : recipe["configurations"].items())
    RequireAll(one["dependencies"], one["name"].text(), manifest);
  for (const Node& part : recipe["subPackages"].items()) {
    if (part.is_text()) manifest.workspaces.push_back(ScalarText(part));
    if (part.is_map() && depth < kMaxLiteralDepth) Recipe(part, manifest, depth + 1);
  }
}

model::Manifest ReadJsonRecipe(const Path& path, const Node& root) {
  model::Manifest manifest = NewManifest(model::Ecosystem::kDub, "dub", path, false);
  manifest.name = root["name"].text();
  manifest.version = root["version"].text();
  if (root["license"].is_text()) manifest.licences = {ScalarText(root["license"])};
  for (const auto& [tool, place, range] : root["toolchainRequirements"].entries())
    manifest.tools.push_back(std::string(tool) + " " + ScalarText(range));
  Recipe(root, manifest, 0);
  return manifest;
}

// ---- SDLang ----

void Recipe(const std::vector<SdlTag>& tags, std::string_view configuration,
            model::Manifest& manifest) {
  for (const SdlTag& tag : tags) {
    if (tag.name == "dependency") {
      Need need{tag.Value(), tag.Attribute("version"), tag.Attribute("path"),
                tag.Attribute("repository")};
      need.optional = tag.Attribute("optional") == "true";
      need.line = tag.line;
      Require(need, configuration, manifest);
    } else if (tag.name == "configuration") {
      Recipe(tag.tags, tag.Value(), manifest);
    } else if (tag.name == "subPackage") {
      if (!tag.Value().empty()) manifest.workspaces.emplace_back(tag.Value());
      Recipe(tag.tags, configuration, manifest);
    }
  }
}

Result<model::Manifest> ReadSdlRecipe(const Path& path, std::string_view text) {
  AVOUCH_TRY(const auto tags, ReadSdl(path, text));
  model::Manifest manifest = NewManifest(model::Ecosystem::kDub, "dub", path, false);
  for (const SdlTag& tag : tags) {
    if (tag.name == "name") manifest.name = tag.Value();
    if (tag.name == "version") manifest.version = tag.Value();
    if (tag.name == "license") manifest.licences = {std::string(tag.Value())};
    if (tag.name == "toolchainRequirements")
      for (const auto& [tool, range] : tag.attributes) manifest.tools.push_back(tool + " " + range);
  }
  Recipe(tags, {}, manifest);
  return manifest;
}

// ---- The lock ----

Result<model::Manifest> ReadSelections(const Path& path, const Node& root) {
  if (!root["versions"].is_map()) return FailAt(path, 1, "no 'versions'");
  if (root["fileVersion"].integer().value_or(0) != 1)
    return Fail(ErrorKind::kUnsupported, "a file version that is not known", ToUtf8(path.bytes));
  model::Manifest manifest = NewManifest(model::Ecosystem::kDub, "dub-lock", path, true);
  Notes notes;
  for (const auto& [name, place, value] : root["versions"].entries()) {
    model::Component component;
    component.name = name;
    component.version = value.is_text() ? value.text() : value["version"].text();
    component.place = PlaceOf(path, place.line);
    if (value["path"].is_text()) {
      component.source = SourceKind::kPath;
      component.origin = value["path"].text();
    } else if (value["repository"].is_text()) {
      std::string_view address = value["repository"].text();
      if (address.starts_with("git+")) address.remove_prefix(4);
      const bool commit = IsCommitId(component.version);
      component.source = commit ? SourceKind::kGit : SourceKind::kUrl;
      component.origin = WithoutSecrets(address) + (commit ? "#" + component.version : "");
    }
    if (component.version.empty() && component.source != SourceKind::kPath) {
      notes.Add(place.line, Printable(name) + " has no version");
      continue;
    }
    if (value["integrity"].is_text()) component.digests = {ScalarText(value["integrity"])};
    if (component.version.starts_with('~'))  // The head of a branch
      notes.Add(place.line, component.name + " is held to a branch");
    manifest.components.push_back(std::move(component));
  }
  manifest.notes = notes.Take();
  return manifest;
}

}  // namespace

bool IsDub(const Path& path) {
  const std::string_view name = path.name();
  return name == "dub.json" || name == "dub.sdl" || name == "dub.selections.json";
}

Result<model::Manifest> ReadDub(const Path& path, BytesView bytes) {
  if (path.name() == "dub.sdl") {
    const std::string text = ToUtf8(WithoutBom(bytes));
    return ReadSdlRecipe(path, text);
  }
  // dub reads it as it reads YAML: comments, and a comma before the end.
  syntax::JsonOptions options;
  options.allow_comments = true;
  AVOUCH_TRY(const Node root, ReadJson(path, bytes, options));
  if (path.name() == "dub.selections.json") return ReadSelections(path, root);
  return ReadJsonRecipe(path, root);
}

}  // namespace avouch::formats
