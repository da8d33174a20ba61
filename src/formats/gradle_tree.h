// The Gradle files of one tree together: what a name stands for in one of them.
//
// Spec: docs.gradle.org, "Extra Properties", "Gradle properties", "Version Catalogs", "Multi-
// project builds". Pure; a value that only grows; one thread each.

#pragma once

#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "formats/gradle_build.h"

namespace avouch::formats {

// "buildSrc", "build-logic": by custom, plugins that a build makes for itself.
[[nodiscard]] bool IsGradlePluginFolder(std::string_view name);

class GradleTree {
 public:
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);

  // REQUIRES: `files` stays.
  explicit GradleTree(std::span<const GradleFile> files);

  struct Filled {
    std::string text;
    bool whole = true;  // No ${...} is left
  };
  // `text` with each ${...} that is told for files()[file]; bounded (limits.h).
  [[nodiscard]] Filled Fill(std::size_t file, std::string_view text) const;

  struct Catalog {
    const GradleCatalog* rows = nullptr;
    std::size_t file = 0;  // Where it is written
    std::unordered_map<std::string_view, std::size_t> libraries, plugins, versions, bundles;
  };
  // A catalogue's rows by a dotted name: "libs.a", "libs.bundles.b", "libs.plugins.c".
  struct Rows {
    std::size_t catalog = npos;  // npos: no catalogue has this name
    std::vector<std::size_t> rows;
  };
  [[nodiscard]] Rows FindRows(std::size_t file, std::string_view name) const;
  [[nodiscard]] const std::vector<Catalog>& catalogs() const { return catalogs_; }
  [[nodiscard]] std::span<const GradleFile> files() const { return files_; }

  // The build script of a plugin of this tree's own: what it asks for is of the build.
  [[nodiscard]] bool IsOfPlugins(std::size_t file) const;

 private:
  struct Value {
    const GradleValue* value = nullptr;
    std::size_t file = 0;
    bool several = false;  // Two texts of one name: which, only running it would tell
  };
  using Values = std::unordered_map<std::string_view, Value>;

  void AddCatalog(const GradleCatalog& catalog, std::size_t file);
  void NameCatalogs();
  void AddValues(std::size_t file);
  const Value* Find(std::size_t file, std::string_view name, std::string_view within) const;
  std::size_t CatalogOf(std::size_t file, std::string_view name) const;
  const std::string* VersionIn(std::size_t file, std::string_view name) const;
  void FillInto(std::size_t file, std::string_view text, std::string_view within, int depth,
                int& steps, Filled& out) const;

  std::span<const GradleFile> files_;
  std::vector<Catalog> catalogs_;
  std::unordered_map<std::string, std::size_t> catalog_at_;  // By folder, '\n' and name
  std::unordered_map<std::string, std::vector<std::size_t>> catalog_named_;
  std::set<std::string> settings_;                  // Folders
  std::vector<Values> own_;                         // Of each file
  std::unordered_map<std::string, Values> shared_;  // By folder
  Values everywhere_;                               // Of scripts and sources
  std::set<std::string> plugin_builds_;             // Folders
};

}  // namespace avouch::formats
