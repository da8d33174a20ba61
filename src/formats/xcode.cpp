#include "formats/xcode.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/lock_reading.h"

namespace avouch::formats {
namespace {

using model::SourceKind;
using syntax::Node;

// One object of the list, by its own keys and those of its requirement.
using Keys = std::map<std::string_view, std::string_view>;

std::string_view Unquoted(std::string_view text) {
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
    return text.substr(1, text.size() - 2);
  return text;
}

std::string RangeOf(Keys& keys) {
  const std::string_view kind = keys["kind"];
  if (kind == "exactVersion") return std::string(keys["version"]);
  if (kind == "revision" || kind == "branch")
    return (kind == "branch" ? "branch: " : "") + std::string(keys[kind]);
  if (kind == "versionRange")
    return std::string(keys["minimumVersion"]) + "..<" + std::string(keys["maximumVersion"]);
  const bool minor = kind == "upToNextMinorVersion";
  return (minor ? ".upToNextMinor(from: " : "from: ") + std::string(keys["minimumVersion"]) +
         (minor ? ")" : "");
}

void Add(Keys& keys, std::uint32_t line, Notes& notes, model::Manifest& manifest) {
  if (keys["repositoryURL"].empty())
    return notes.Add(line, "a reference to a package without an address");
  model::Requirement one;
  one.name = HostAndPath(keys["repositoryURL"]);
  one.range = RangeOf(keys);
  one.exact = keys["kind"] == "exactVersion" || IsCommitId(one.range);
  one.source = SourceKind::kGit;
  one.place = PlaceOf(manifest.path, line);
  if (keys["repositoryURL"].starts_with("http://"))
    notes.Add(line, one.name + " is fetched over plain HTTP");
  manifest.requirements.push_back(std::move(one));
}

// Xcode writes one "key = value;" a line, and "isa" first in each object.
model::Manifest ReadProject(const Path& path, std::string_view text) {
  model::Manifest manifest = NewManifest(model::Ecosystem::kSwift, "xcode-project", path, false);
  Notes notes;
  Keys keys;
  std::uint32_t number = 0, begin = 0;  // Of the reference that is being read; 0: none
  const auto end = [&] {
    if (begin != 0) Add(keys, begin, notes, manifest);
    keys.clear();
    begin = 0;
  };
  for (const std::string_view raw : Lines(text)) {
    ++number;
    const std::string_view line = Trim(raw);
    const std::size_t equals = line.find(" = ");
    if (begin != 0 && line.starts_with("/* End ")) end();
    if (equals == line.npos || !line.ends_with(';')) continue;
    const std::string_view key = line.substr(0, equals);
    const std::string_view value = line.substr(equals + 3, line.size() - equals - 4);
    if (key == "isa") {
      end();
      if (value == "XCRemoteSwiftPackageReference") begin = number;
    } else if (begin != 0) {
      keys.emplace(key, Unquoted(value));
    }
  }
  end();
  manifest.notes = notes.Take();
  return manifest;
}

void AddPackage(const Node& value, std::uint32_t line, Notes& notes, model::Manifest& manifest) {
  model::Requirement one;
  one.source = SourceKind::kGit;
  one.place = PlaceOf(manifest.path, line);
  if (value["url"].is_scalar()) {
    one.name = HostAndPath(ScalarText(value["url"]));
  } else if (value["github"].is_scalar()) {
    one.name = "github.com/" + ScalarText(value["github"]);
  } else if (value["path"].is_scalar()) {
    one.name = ScalarText(value["path"]);
    one.source = SourceKind::kPath;
  } else {
    return notes.Add(line, "a package without an address");
  }
  for (const char* key : {"exactVersion", "version", "revision", "branch", "from", "majorVersion",
                          "minorVersion", "minVersion"})
    if (value[key].is_scalar()) {
      const std::string_view kind = key;
      one.exact = kind == "exactVersion" || kind == "version" || kind == "revision";
      one.range = ScalarText(value[key]);
      if (kind == "branch") one.range = "branch: " + one.range;
      if (kind == "from" || kind == "majorVersion") one.range = "from: " + one.range;
      if (kind == "minorVersion") one.range = ".upToNextMinor(from: " + one.range + ")";
      if (kind == "minVersion") one.range += "..<" + ScalarText(value["maxVersion"]);
      break;
    }
  manifest.requirements.push_back(std::move(one));
}

}  // namespace

bool IsXcode(const Path& path) {
  return path.name() == "project.yml" ||
         (path.name() == "project.pbxproj" && path.folder().ends_with(".xcodeproj"));
}

Result<model::Manifest> ReadXcode(const Path& path, BytesView bytes) {
  if (path.name() == "project.pbxproj") return ReadProject(path, WithoutBom(bytes));
  model::Manifest manifest = NewManifest(model::Ecosystem::kSwift, "xcodegen", path, false);
  if (bytes.find("packages:") == bytes.npos) return manifest;
  AVOUCH_TRY(const Node root, ReadYaml(path, bytes));
  if (!root["packages"].is_map() || (!root["targets"].is_map() && !root["include"].present()))
    return manifest;
  manifest.name = ScalarText(root["name"]);
  Notes notes;
  for (const auto& [name, place, value] : root["packages"].entries())
    AddPackage(value, place.line, notes, manifest);
  manifest.notes = notes.Take();
  return manifest;
}

}  // namespace avouch::formats
