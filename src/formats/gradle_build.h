// What Gradle builds ask for, as far as it is written out: scripts (*.gradle, *.gradle.kts),
// version catalogues (*.versions.toml), gradle.properties, and the sources of a build's own
// plugins in buildSrc and build-logic.
//
// Spec: docs.gradle.org, "Declaring dependencies", "Using plugins", "Version catalogs",
// "Declaring versions and ranges", "Sharing build logic". A script is a program: what is written
// out is read, nothing is run. Bytes in, values out; any thread.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// Something that a script asks for. Texts have "${name}" where a value stands.
struct GradleAsk {
  enum What {
    kCoordinates,  // text is "g:a:v", or the name of a value or of a catalogue's row: "libs.a.b"
    kKotlin,       // A module of Kotlin: "stdlib"
    kNpm,          // A package of npm, with its version
    kPlugin,       // A plugin's id, with its version
    kPluginRow,    // "libs.plugins.a"
    kProject,      // A project of this tree: ":core:a", "projects.core.a"
    kManaged       // Says a version, asks for nothing: constraints, Spring's dependencyManagement
  } what = kCoordinates;
  std::string configuration;  // As written: "implementation"
  std::string text, version;
  std::string condition;  // "if (x)", as written
  bool platform = false;  // A list of versions (BOM)
  bool of_build = false;  // In buildscript or pluginManagement
  bool of_tests = false;  // In a source set or suite of tests
  bool strict = false;    // version is strictly this one
  std::uint32_t line = 0;
};

// A name with what stands for it, "${other}" in it. Of a list, its texts with '\n' between.
struct GradleValue {
  std::string name;  // "ext.versions = [a: '1']" gives "versions.a"
  std::string text;
  bool shared = false;  // Others see it, too: ext, gradle.properties, constants
};

struct GradleRow {
  std::string alias;  // As its accessor has it: dots for '-' and '_'
  std::string name;   // "group:artifact", or a plugin's id
  std::string version;
  bool exact = false;
  bool plugin = false;
  std::uint32_t line = 0;
};

struct GradleCatalog {
  std::string name;  // "libs"; empty in a file of its own
  std::string from;  // The file that it is read from, as settings name it
  std::vector<GradleRow> rows;
  std::vector<std::pair<std::string, std::string>> versions;              // By alias
  std::vector<std::pair<std::string, std::vector<std::string>>> bundles;  // Aliases of rows
};

struct GradleFile {
  enum Kind { kBuild, kSettings, kScript, kSource, kProperties, kCatalog } kind = kBuild;
  Path path;
  std::vector<GradleAsk> asks;
  std::vector<GradleValue> values;
  std::vector<GradleCatalog> catalogs;
  std::vector<std::string> mentioned;  // Dotted names that may be a catalogue's rows
  std::vector<std::string> own_plugins;
  std::vector<std::string> workspaces, plugin_builds;  // include, includeBuild of plugins
  bool takes_rows = false;                             // Rows are taken by names that are computed
  std::vector<std::string> notes;
};

[[nodiscard]] bool IsGradleBuild(const Path& path);

// One file by itself. Fails with kMalformed when a catalogue is no TOML.
[[nodiscard]] Result<GradleFile> ReadGradleFile(const Path& path, BytesView bytes);

// One Manifest for each file, in order: formats "gradle-build", "gradle-settings",
// "gradle-catalog", "gradle-properties"; no locks: requirements named "group:artifact", a
// plugin's id, or "npm:name". Values and rows of catalogues are looked for in the file, in those
// of the folders above, in scripts and in buildSrc; a name with two values has none.
// group is "" for what the main code runs with, "build" for plugins and the build's own
// classpath, "import" for lists of versions, "annotationProcessor" for whatever runs in the
// compiler, "compileOnly", "support" for what the main code of a project asks for that only tests
// and builds of others take (whether anybody else gets it, nothing tells); else the
// configuration. What Gradle may still raise is not exact: only strictly("1") and "1!!" are. A
// catalogue has the rows that may be taken by names that are computed; those that nothing takes
// are one note. What is computed is a note with its line.
// workspaces are the included projects, "a/b" for ":a:b".
[[nodiscard]] std::vector<model::Manifest> ResolveGradle(std::span<const GradleFile> files);

// One file by itself: ReadGradleFile, then ResolveGradle of this one; of a catalogue, all rows.
[[nodiscard]] Result<model::Manifest> ReadGradleBuild(const Path& path, BytesView bytes);

}  // namespace avouch::formats
