#include "formats/composer.h"

#include <string>
#include <utility>

#include "base/text.h"
#include "formats/composer_lock.h"
#include "formats/lock_reading.h"

namespace avouch::formats {
namespace {

using syntax::Node;

void Require(const Node& list, std::string_view group, model::Manifest& manifest) {
  for (const auto& [name, place, value] : list.entries()) {
    const std::string range = ScalarText(value);
    if (IsComposerPlatform(name)) {
      manifest.tools.push_back(std::string(name) + " " + range);
      continue;
    }
    model::Requirement requirement;
    requirement.name = name;
    requirement.range = range;
    requirement.exact = IsFullVersion(range.starts_with("==")  ? std::string_view(range).substr(2)
                                      : range.starts_with('=') ? std::string_view(range).substr(1)
                                                               : std::string_view(range));
    requirement.group = group;
    requirement.development = group == "dev";
    requirement.place = PlaceOf(manifest.path, place.line);
    manifest.requirements.push_back(std::move(requirement));
  }
}

Result<model::Manifest> ReadComposerJson(const Path& path, BytesView bytes) {
  syntax::JsonOptions options;
  options.duplicates = syntax::Duplicates::kTolerated;
  AVOUCH_TRY(const Node root, ReadJson(path, bytes, options));
  if (!root.is_map()) return FailAt(path, 1, "not one JSON object");
  model::Manifest manifest = NewManifest(model::Ecosystem::kComposer, "composer", path, false);
  Notes notes;
  manifest.name = root["name"].text();
  manifest.version = ScalarText(root["version"]);
  manifest.licences = Texts(root["license"]);
  for (const auto& [key, group] : {std::pair{"require", ""}, {"require-dev", "dev"}}) {
    if (root[key].is_list() && !root[key].empty())
      notes.Add(root[key].line(), std::string(key) + " is a list; an object is meant");
    Require(root[key], group, manifest);
  }
  const Node& config = root["config"];
  if (config["disable-tls"].boolean().value_or(false)) {
    manifest.checks_off = true;
    notes.Add(config["disable-tls"].line(), "disable-tls: hosts are not checked");
  }
  if (!config["secure-http"].boolean().value_or(true))
    notes.Add(config["secure-http"].line(), "secure-http is off: plain HTTP is taken");
  const Node& repositories = root["repositories"];
  const auto see = [&](const Node& repository) {
    if (repository["url"].text().starts_with("http://"))
      notes.Add(repository.line(), "packages are fetched over plain HTTP");
  };
  for (const Node& repository : repositories.items()) see(repository);
  for (const auto& [key, place, repository] : repositories.entries()) see(repository);
  manifest.notes = notes.Take();
  return manifest;
}

}  // namespace

bool IsComposerPlatform(std::string_view name) {
  if (name.find('/') != name.npos) return false;
  for (const std::string_view one :
       {"php", "hhvm", "composer", "composer-plugin-api", "composer-runtime-api", "php-64bit",
        "php-ipv6", "php-zts", "php-debug"})
    if (EqualsIgnoreCase(name, one)) return true;
  const std::string start = Lower(name.substr(0, 4));
  return start == "ext-" || start == "lib-";
}

bool IsComposer(const Path& path) {
  const std::string_view name = path.name();
  if (name == "installed.json") return path.folder().ends_with("vendor/composer");
  return name == "composer.json" || name == "composer.lock";
}

Result<model::Manifest> ReadComposer(const Path& path, BytesView bytes) {
  if (path.name() == "composer.lock") return ReadComposerLock(path, bytes);
  if (path.name() == "installed.json") return ReadComposerInstalled(path, bytes);
  return ReadComposerJson(path, bytes);
}

}  // namespace avouch::formats
