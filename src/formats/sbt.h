// What builds of sbt ask for, as far as it is written out: *.sbt, the Scala sources of a build in
// project/, and project/build.properties.
//
// Spec: scala-sbt.org, "Library dependencies", "Using plugins", "Build definition", "Cross
// building". A build is a program: modules and texts that are written out are read, names of
// values are followed, nothing is run. Bytes in, values out; any thread.

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

// What asks for modules, or holds them for others.
struct SbtOwner {
  std::string value;  // "Dependencies.cats": the value that holds them; empty = asked for here
  std::string scope;  // "test" of Test / libraryDependencies
  bool build = false;
  bool managed = false;  // dependencyOverrides and their like: nothing is asked for
};

// "g" %% "a" % "v" % Test. Where a name stands for a text: "${name}".
struct SbtModule {
  std::string group, artifact, version, scope;
  bool scala = false;  // The artifact's name has the version of Scala at its end
  SbtOwner owner;
  std::uint32_t line = 0;
};

// A name that may stand for modules: cats % Test.
struct SbtUse {
  std::string name, scope;
  SbtOwner owner;
  std::uint32_t line = 0;
  bool list = false;  // All that is added: libraryDependencies ++= name, or what ++ joins to it
};

struct SbtFile {
  Path path;
  std::vector<SbtModule> modules;
  std::vector<SbtUse> uses;
  std::vector<std::pair<std::string, std::string>> values;  // Name and text, or "${name}"
  std::vector<std::string> declared;                        // Names of all values
  std::vector<std::string> scala_versions;
  std::string sbt_version;
  std::vector<std::string> notes;
};

[[nodiscard]] bool IsSbt(const Path& path);
[[nodiscard]] SbtFile ReadSbtFile(const Path& path, BytesView bytes);

// One Manifest for each file, in order: format "sbt-build", no lock; names are "group:artifact",
// with "_2.13" where "%%" is written and one version of Scala is told. group is "" for what the
// main code runs with, "build" for plugins, "test", "provided", "optional", else the
// configuration; "named" for what a value holds that nothing seen takes. Nothing is exact: sbt
// takes the newest that is asked for. tools has sbt's own version. What is computed is a note.
// Work is bounded (limits.h).
[[nodiscard]] std::vector<model::Manifest> ResolveSbt(std::span<const SbtFile> files);

// One file by itself.
[[nodiscard]] Result<model::Manifest> ReadSbt(const Path& path, BytesView bytes);

}  // namespace avouch::formats
