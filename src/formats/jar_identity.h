// Which artifact a jar is: by its Maven metadata, its manifest, its file's name.
//
// Spec: the JAR file specification, "JAR Manifest"; Maven's archiver; the Maven bundle plugin's
// rule for Bundle-SymbolicName. Pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.h"

namespace avouch::formats {

// The main section of a manifest: continued lines joined, names as written.
struct JarManifest {
  std::vector<std::pair<std::string, std::string>> headers;

  [[nodiscard]] std::string_view operator[](std::string_view name) const;  // In any case; or ""
};
[[nodiscard]] JarManifest ReadJarManifest(BytesView bytes);

// groupId, artifactId and version of a pom.properties, or of a pom.xml.
struct MavenName {
  std::string group, artifact, version;

  bool operator==(const MavenName&) const = default;
};
[[nodiscard]] MavenName ReadPomProperties(BytesView bytes);

// "log4j-1.2-api-2.17.1" is "log4j-1.2-api", "2.17.1"; no version in "asm".
struct FileStem {
  std::string_view name, version;
};
[[nodiscard]] FileStem SplitStem(std::string_view stem);

// Which of `poms` the jar with this file name is; -1 where none is sure.
[[nodiscard]] int OwnPom(const std::vector<MavenName>& poms, std::string_view stem);

// The name of a jar without Maven's metadata; the version may be empty.
[[nodiscard]] MavenName NameByManifest(const JarManifest& manifest, std::string_view stem);

// Licences of Bundle-License, as written, without what follows a semicolon.
[[nodiscard]] std::vector<std::string> ManifestLicences(const JarManifest& manifest);

}  // namespace avouch::formats
