// The files of an image as its layers make them, one over the other, each read once and in
// order: no layer is unpacked to disk or held.
//
// Spec: OCI Image Layer Filesystem Changeset 1.1: whiteouts (".wh.NAME", ".wh..wh..opq")
// and replacements. Names are cleaned as text, then led through links in the root such as
// "lib" to "usr/lib"; one that leads out of the root is refused and counted. Other links
// are not followed: a file is told under the path it is packed at. Devices, pipes and
// sockets are counted. A hard link is told as its target's bytes when its own name is
// wished for, in a second pass over its layer. One thread.

#pragma once

#include "base/result.h"
#include "source/file_visitor.h"
#include "source/image.h"

namespace avouch::source {

// A layer that cannot be read (not here, in a form that is not known, cut short, too large)
// is Left and the walk goes on: what comes of it is then partial.
// Fails with kIntegrity: a layer with other bytes than its digest.
[[nodiscard]] Result<FileCounts> VisitImage(Image& image, FileVisitor& visitor);

// One layer alone, as the lowest of an image: bytes as stored.
FileCounts VisitLayer(BytesView layer, FileVisitor& visitor);

}  // namespace avouch::source
