// Files of Perl's CPAN: cpanfile as far as it is written out, cpanfile.snapshot, META.json.
//
// Spec: metacpan.org, "cpanfile", "CPAN::Meta::Spec" (version 2) and Carton's writer of snapshots;
// CPAN::DistnameInfo for name and version of an archive. Nothing is run. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsCpan(const Path& path);

// Formats "cpanfile" and "cpan-meta": requirements, which name modules and not distributions. Of
// the phases test is for tests, build and configure have the group "build", develop "dev"; what is
// only recommended, suggested or of a feature, "optional". What Perl must be is a tool.
// Format "cpanfile-lock": distributions with their author and edges, without digests.
// A META.json of something else gives nothing but a note.
// Fails with kMalformed when a text or bracket does not end, or it is not JSON; kUnsupported when
// a cpanfile computes all that it asks for.
[[nodiscard]] Result<model::Manifest> ReadCpan(const Path& path, BytesView bytes);

}  // namespace avouch::formats
