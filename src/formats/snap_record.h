// What a snap that is unpacked or mounted says of itself: meta/snap.yaml, snap/manifest.yaml, and
// the list of packages in a base snap.
//
// Spec: documentation.ubuntu.com/snapcraft, "Snap format"; the manifest that SNAPCRAFT_BUILD_INFO
// asks for. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// "meta/snap.yaml", "snap/manifest.yaml", "usr/share/snappy/dpkg.yaml".
[[nodiscard]] bool IsSnapRecord(const Path& path);

// Formats "snap-installed" (kOther): the snap. "snap-packages-installed" (kDebian): first the snap,
// in group "snap", where the file names it; it needs the packages of a distribution that it was
// primed with, else those that its parts staged. Packages that it was built with are in group
// "build". Name and version of the manifest are the distribution's: Ubuntu 22.04 of base "core22",
// of another base the one that it was built on; a base snap's own list has no version.
// What has no version, or is no text, is a note.
// Fails with kMalformed where it is not one map, and as syntax::ParseYaml does.
[[nodiscard]] Result<model::Manifest> ReadSnapRecord(const Path& path, BytesView bytes);

}  // namespace avouch::formats
