#include "formats/gradle_build.h"

#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/gradle_catalog.h"
#include "formats/gradle_script.h"
#include "formats/gradle_tree.h"
#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

// buildSrc/src/main/kotlin/Versions.kt: what a build's own plugins do, and their constants.
bool IsPluginSource(const Path& path) {
  const std::string_view extension = path.extension();
  if (extension != "kt" && extension != "groovy") return false;
  bool main = false;
  for (std::string_view folder = path.folder(); !folder.empty(); folder = PathFolder(folder)) {
    const std::string_view name = PathName(folder);
    main |= name == "main" || name == "java" || name == "kotlin" || name == "groovy";
    if (main && IsGradlePluginFolder(name)) return true;
    if (name == "test" || name == "functionalTest") return false;
  }
  return false;
}

bool IsScript(std::string_view name) {
  return name.ends_with(".gradle") || name.ends_with(".gradle.kts");
}

// gradle.properties: a key, then '=', ':' or a space, then its value.
void ReadProperties(BytesView bytes, GradleFile& file) {
  bool goes_on = false;
  for (auto line : Lines(WithoutBom(bytes))) {
    line = Trim(line);
    const bool part = std::exchange(goes_on, line.ends_with('\\'));
    if (part || line.empty() || line.starts_with('#') || line.starts_with('!')) continue;
    const auto end = line.find_first_of("=: \t");
    if (end == line.npos || goes_on) continue;
    std::string_view value = Trim(line.substr(end));
    if (value.starts_with('=') || value.starts_with(':')) value = Trim(value.substr(1));
    const bool plain = value.find_first_of("\\$") == value.npos;
    file.values.push_back(
        {std::string(line.substr(0, end)), plain ? std::string(value) : "${}", true});
  }
}

}  // namespace

bool IsGradleBuild(const Path& path) {
  const std::string_view name = path.name();
  return IsScript(name) || name == "gradle.properties" || name.ends_with(".versions.toml") ||
         IsPluginSource(path);
}

Result<GradleFile> ReadGradleFile(const Path& path, BytesView bytes) {
  const std::string_view name = path.name();
  if (name.ends_with(".toml")) return ReadGradleCatalog(path, bytes);
  GradleFile file;
  file.path = path;
  if (name.ends_with(".properties")) {
    file.kind = GradleFile::kProperties;
    ReadProperties(bytes, file);
    return file;
  }
  file.kind = !IsScript(name)                 ? GradleFile::kSource
              : name.starts_with("settings.") ? GradleFile::kSettings
              : name.starts_with("build.")    ? GradleFile::kBuild
                                              : GradleFile::kScript;
  ReadGradleScript(bytes, file);
  return file;
}

Result<model::Manifest> ReadGradleBuild(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const GradleFile file, ReadGradleFile(path, bytes));
  return std::move(ResolveGradle(std::span(&file, 1)).front());
}

}  // namespace avouch::formats
