// Components that lock files and manifests name.
//
// Values only; any thread.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/fields.h"
#include "model/place.h"

namespace avouch::model {

enum class Ecosystem {
  kNpm,
  kCargo,
  kGo,
  kPython,
  kMaven,
  kGradle,
  kNuget,
  kComposer,
  kRubygems,
  kHex,
  kPub,
  kSwift,
  kCocoapods,
  kConan,
  kVcpkg,
  kCran,
  kHackage,
  kLuarocks,
  kNix,
  kBazel,
  kDocker,
  kGithubActions,
  kGitSubmodule,
  kTerraform,
  kHelm,
  kGitlabCi,
  kDevcontainer,
  kConda,
  kDebian,
  kAlpine,
  kRpm,
  kOther,
  kJulia,
  kOpam,
  kCpan,
  kDub,
  kZig,
  kNim,
  kElm,
  kCrystal,
};
AVOUCH_NAMES(Ecosystem, "npm", "cargo", "go", "python", "maven", "gradle", "nuget", "composer",
             "rubygems", "hex", "pub", "swift", "cocoapods", "conan", "vcpkg", "cran", "hackage",
             "luarocks", "nix", "bazel", "docker", "github-actions", "git-submodule", "terraform",
             "helm", "gitlab-ci", "devcontainer", "conda", "debian", "alpine", "rpm", "other",
             "julia", "opam", "cpan", "dub", "zig", "nim", "elm", "crystal")

enum class SourceKind { kRegistry, kGit, kUrl, kPath, kWorkspace };
AVOUCH_NAMES(SourceKind, "registry", "git", "url", "path", "workspace")

// The jar that starts Gradle or Maven in a checkout: the build's own tool, which nobody is given.
[[nodiscard]] inline bool IsBuildWrapper(const Path& path) {
  return path.name() == "gradle-wrapper.jar" || path.name() == "maven-wrapper.jar";
}

// What a lock says of a component beyond its identity, for an inventory only: no part of
// the value, so neither compared nor written to an observation.
struct Detail {
  std::vector<std::string> licences;  // As written
  std::string supplier;               // Name of the organisation or person, as written
  std::vector<std::pair<std::string, std::string>> qualifiers;  // Of its purl: {"arch", "amd64"}
  std::string group;  // List it is needed for, as the file names it: "dev", "test"; empty = main
  bool optional = false;             // May be absent from what is installed
  bool direct = false;               // The file itself says that the project asks for it
  std::vector<std::uint32_t> needs;  // Indexes into Manifest::components, ascending, each once

  bool operator==(const Detail&) const { return true; }
};

struct Component {
  std::string name;
  std::string version;
  std::vector<std::string> digests;  // As written: "sha512-...", "h1:...", "sha256:..."
  SourceKind source = SourceKind::kRegistry;
  std::string origin;        // Registry or repository address when written
  bool development = false;  // Only for development or tests, as the file says
  IfSet optional;            // May be absent from what is installed; as detail.optional
  IfSet unshipped;  // Only tests, the build or its makers need it, by what needs what and who asks
  Place place;
  Detail detail;

  bool operator==(const Component&) const = default;
  AVOUCH_FIELDS(name, version, digests, source, origin, development, optional, unshipped, place)
};

// A member of the product, or a folder of it. An archive that lies in the tree is a package like
// any other, wherever it is taken from.
[[nodiscard]] inline bool IsOwnFolder(const Component& component) {
  if (component.source != SourceKind::kPath && component.source != SourceKind::kWorkspace)
    return false;
  const std::string_view from = component.origin;
  for (const std::string_view end : {".tgz", ".tar.gz", ".whl", ".zip", ".gem", ".crate", ".jar"})
    if (from.ends_with(end)) return false;
  return true;
}

// A dependency as a person asked for it.
struct Requirement {
  std::string name;
  std::string range;   // As written: "^1.2", ">=3,<4", "==1.0"; empty = any
  bool exact = false;  // The range admits one version only
  bool development = false;
  bool indirect = false;  // Needed by another dependency; a tool wrote it down here
  SourceKind source = SourceKind::kRegistry;
  std::string group;  // Where it is asked for: "dev", "peer", "build-system"; empty = the main list
  std::string condition;  // When it applies, as written: "python_version < '3.11'", "cfg(windows)"
  Place place;

  bool operator==(const Requirement&) const = default;
  AVOUCH_FIELDS(name, range, exact, development, indirect, source, group, condition, place)
};

// How a package is meant to reach others, as its own manifest says in so many words.
enum class Ships {
  kUnsaid,   // Most manifests: a program's looks the same as a library's
  kNothing,  // "private": true, publish = false: not by a registry
  kLibrary,  // What it gives to others' builds: exports, [lib]
  kProgram,  // What it gives to run: bin, [[bin]], [project.scripts]
};
AVOUCH_NAMES(Ships, "unsaid", "nothing", "library", "program")

struct Manifest {
  Ecosystem ecosystem = Ecosystem::kOther;
  std::string format;  // "package-lock", "cargo-lock", "go-mod", "go-sum", "requirements",
                       // "poetry-lock", "uv-lock", "package-json", "cargo-toml", "pyproject"
  Path path;
  bool lock = false;                  // Names exact versions that an installer obeys
  std::string name, version;          // Of the package itself, when the file says
  std::vector<std::string> licences;  // As written in the manifest
  std::vector<std::string>
      tools;  // Required compilers and tools: "go 1.25", "node >=20", "rust 1.80", "python >=3.11"
  std::vector<Component> components;
  std::vector<Requirement> requirements;
  std::vector<std::string> workspaces;  // Member folders or patterns
  bool checks_off = false;              // The file itself switches integrity checks off
  Ships ships = Ships::kUnsaid;
  std::vector<std::string> notes;

  bool operator==(const Manifest&) const = default;
  AVOUCH_FIELDS(ecosystem, format, path, lock, name, version, licences, tools, components,
                requirements, workspaces, checks_off, ships, notes)
};

// A dependency file whose name is known and which this build does not read.
struct UnreadManifest {
  Ecosystem ecosystem = Ecosystem::kOther;
  std::string format;
  Path path;

  bool operator==(const UnreadManifest&) const = default;
  AVOUCH_FIELDS(ecosystem, format, path)
};

struct Submodule {
  Path path;
  std::string url;
  std::string commit;  // Hex; empty when .gitmodules names it and the tree does not
  std::string branch;
  Place place;  // In .gitmodules

  bool operator==(const Submodule&) const = default;
  AVOUCH_FIELDS(path, url, commit, branch, place)
};

// A copy of somebody else's project inside the tree.
struct VendoredTree {
  Path path;
  std::string why;      // "named third_party", "has its own LICENSE and upstream README"
  std::string version;  // From a version mark found in it, or empty
  std::string origin;   // Address or name from a mark found in it, or empty
  std::string licence;  // Path of its licence file, or empty
  long long files = 0;

  bool operator==(const VendoredTree&) const = default;
  AVOUCH_FIELDS(path, why, version, origin, licence, files)
};

// <script src> or <link href> to another origin; or to this tree, with an
// integrity value.
struct BrowserScript {
  std::string url;
  std::string integrity;  // As written, or empty
  bool stylesheet = false;
  bool own = false;       // Lies in this tree
  bool matches = false;   // Integrity recomputed from a copy in the tree and equal
  bool mismatch = false;  // Recomputed and different
  Place place;

  bool operator==(const BrowserScript&) const = default;
  AVOUCH_FIELDS(url, integrity, stylesheet, own, matches, mismatch, place)
};

struct ComponentFacts {
  std::vector<Manifest> manifests;  // Own ones, sorted by path
  std::vector<UnreadManifest> unread;
  std::vector<Submodule> submodules;
  std::vector<VendoredTree> vendored;
  std::vector<BrowserScript> scripts;

  bool operator==(const ComponentFacts&) const = default;
  AVOUCH_FIELDS(manifests, unread, submodules, vendored, scripts)
};

}  // namespace avouch::model
