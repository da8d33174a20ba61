// pom.xml, as written and as it is in force.
//
// Spec: maven.apache.org, "POM Reference", "Introduction to the Dependency Mechanism" and the
// order of "Maven Model Builder": inheritance, interpolation, imports, management. What plugins
// and extensions ask for is of the build. Bytes in, values out; any thread.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// Each text as written, ${...} in it.
struct PomExclusion {
  std::string group, artifact;  // "*" is any
};

struct PomDependency {
  std::string group, artifact, version;
  std::string scope;             // "compile", "test", "import", ...; empty = not said
  std::string type, classifier;  // Empty = "jar", none
  bool optional = false;
  std::string optional_as;  // What says so, where that is a property
  std::vector<PomExclusion> exclusions;
  std::string profile;  // Id of the profile that it stands in; empty = always
  std::uint32_t line = 0;
};

struct Pom {
  Path path;
  std::string group, artifact, version;  // Empty = as the parent's
  bool has_parent = false;
  PomDependency parent;       // group, artifact, version, line
  std::string relative_path;  // "../pom.xml" when not said; empty = not in the tree
  std::vector<std::pair<std::string, std::string>> properties;
  std::vector<PomDependency> dependencies;  // Of profiles, too
  std::vector<PomDependency> managed;       // Imports among them; not of profiles
  std::vector<PomDependency> plugins;       // What the build asks for, their dependencies too
  std::vector<PomDependency> managed_plugins;
  std::vector<std::string> modules, licences, notes;
  std::string maven;  // <prerequisites>
  bool relocated = false;
  PomDependency relocation;  // group, artifact, version; each empty = as it is
};

// Poms of a repository that lies on this machine: what has been fetched before. One thread.
class PomSource {
 public:
  virtual ~PomSource() = default;
  // Nothing where it has none of these coordinates, or none that can be read. The pom's path is
  // the one under the source's own root.
  [[nodiscard]] virtual std::optional<Pom> Find(const std::string& group,
                                                const std::string& artifact,
                                                const std::string& version) = 0;
  // Versions of an artefact that it has something of, in no order that means anything.
  [[nodiscard]] virtual std::vector<std::string> Versions(const std::string& group,
                                                          const std::string& artifact) = 0;
};

[[nodiscard]] bool IsMavenPom(const Path& path);  // Named pom.xml.

// Fails with kMalformed when it is no XML or its root is not <project>; kTooLarge.
[[nodiscard]] Result<Pom> ReadPom(const Path& path, BytesView bytes);

// One Manifest for each pom, in order: format "maven-pom", no lock; names are
// "group:artifact". Parents and imported lists of versions are looked for among `poms`, first
// where relativePath says and then by their names. A dependency of a parent is told in each
// child, where the parent asks for it. group is the scope ("" = compile), or "build" for
// plugins, "parent" and "import" for what a repository would have to give, "annotationProcessor"
// and "development" for what is optional and by its name no part of the product; these and
// "test" are for development. "managed": a parent that is not here may have made it one of tests.
// An artefact of its own (classifier, type) with an exact version is a component, with the purl's
// qualifiers, unless it is provided or a profile's. condition is "optional" or "profile x". A
// version that a repository would have to tell is empty or as written, with a note.
// Work is bounded (limits.h); what lies beyond is a note.
//
// With a `source`, parents and imported lists are looked for there, too, and `components` holds
// what the pom needs, directly and further down, as Maven mediates it (formats/maven_graph.h).
[[nodiscard]] std::vector<model::Manifest> ResolvePoms(std::span<const Pom> poms,
                                                       PomSource* source = nullptr);

// One pom by itself: ReadPom, then ResolvePoms of this one.
[[nodiscard]] Result<model::Manifest> ReadMavenPom(const Path& path, BytesView bytes);

}  // namespace avouch::formats
