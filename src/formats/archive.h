// Packages as archives: jars and what holds them, and those of other ecosystems
// (zip_package.h, tar_package.h, system_package.h).
//
// Spec: the JAR file specification (manifest), Maven's archiver (META-INF/maven), OSGi Core
// (bundle headers). Nothing is written anywhere: names that lead elsewhere are told and passed
// by. Pure; any thread.

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "formats/limits.h"
#include "model/component.h"
#include "model/inventory.h"

namespace avouch::formats {

struct ArchiveOptions {
  bool digests = true;  // SHA-1 and SHA-256 of every archive; most of the time it takes
  std::uint64_t most = kMaxArchiveBytes;  // Bytes that all archives inside may unpack to
  // Where SBOMs that lie in it go, and in archives inside, by their paths; null: none is read.
  std::vector<model::FoundList>* lists = nullptr;
};

// By name, in any case: .jar .war .ear .aar .hpi .jpi .par .sar .kar, and the three others'.
[[nodiscard]] bool IsArchive(const Path& path);
// .tgz .tar.gz .tar.bz2: an archive of anything may be called so. ReadArchive then fails with
// kUnsupported where it is no package.
[[nodiscard]] bool MayBeNoPackage(const Path& path);

// Formats end in "-archive", but for "python-wheel" and "nupkg". The first component is the
// archive itself, with its digests "sha1:..." and "sha256:..."; what it asks for are
// requirements. Of a jar ("java-archive", kMaven) then what lies inside, each at
// "outer.jar!/lib/inner.jar", and needed by what holds it. A jar is named "group:artifact" by its
// own pom.properties or pom.xml; those of other artifacts in it are copies shaded into it,
// without digests. Else by its manifest and file name, without a group unless the manifest is
// sure of it; a manifest is not obeyed where it is for people ("Acme Library").
// What could not be read is a note: depth, number and bytes are bounded (limits.h).
// Fails with kMalformed where `bytes` are no archive of the kind that the name says; as the
// readers of the other kinds do.
[[nodiscard]] Result<model::Manifest> ReadArchive(const Path& path, BytesView bytes,
                                                  const ArchiveOptions& options = {});

}  // namespace avouch::formats
