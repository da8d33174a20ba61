// What .NET projects ask for: *.csproj, *.fsproj, *.vbproj, Directory.Packages.props,
// Directory.Build.props and .targets, global.json, dotnet-tools.json.
//
// Spec: learn.microsoft.com, "PackageReference in project files", "Central Package Management",
// "Customize your build by folder", "global.json overview". MSBuild is a language: literals,
// and properties that the files of one tree set without a condition, are read; nothing is run.
// Bytes in, values out; any thread.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// Each text as written, $(...) in it.
struct NugetReference {
  enum Kind { kPackage, kUpdate, kGlobal, kTool, kDownload, kProject, kSdk } kind = kPackage;
  std::string name, version;
  std::string over;          // VersionOverride
  bool private_all = false;  // PrivateAssets="all": not passed on to users
  std::string condition;     // Of the item and what it stands in, joined by " and "
  std::uint32_t line = 0;
};

struct NugetProperty {
  std::string name, value, condition;
};

struct NugetProject {
  Path path;
  std::vector<NugetProperty> properties;
  std::vector<NugetReference> references;
  std::vector<NugetReference> central;  // PackageVersion items
  bool imports_above = false;           // The file of the same name above is imported, too
  std::vector<std::string> notes;
};

// Project files and the Directory.* files beside or above them.
[[nodiscard]] bool IsNugetProject(const Path& path);

// Fails with kMalformed when it is no XML or its root is not <Project>; kTooLarge.
[[nodiscard]] Result<NugetProject> ReadNugetProject(const Path& path, BytesView bytes);

// One Manifest for each file, in order: "csproj", "fsproj", "vbproj", "nuget-central",
// "msbuild"; no locks. The nearest Directory.Packages.props gives versions to references that
// have none, the nearest Directory.Build.props and .targets references and properties, and
// those above them when they are imported. group is "" or, for development: "build" for tools,
// "sdk" for SDKs; what is PrivateAssets="all" or global is for development. A central file's
// own list is in group "central". Only "[1.0.0]" is exact: a plain version is the lowest that
// will do. A version that nothing in the tree tells is empty or as written, with a note.
[[nodiscard]] std::vector<model::Manifest> ResolveNugetProjects(
    std::span<const NugetProject> projects);

// global.json, "dotnet-global": the SDK as a tool; dotnet-tools.json, "dotnet-tools".
[[nodiscard]] bool IsDotnetTools(const Path& path);
[[nodiscard]] Result<model::Manifest> ReadDotnetTools(const Path& path, BytesView bytes);

// Any of the files above, by itself.
[[nodiscard]] bool IsNugetProjects(const Path& path);
[[nodiscard]] Result<model::Manifest> ReadNugetProjects(const Path& path, BytesView bytes);

}  // namespace avouch::formats
