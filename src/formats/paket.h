// paket.lock and paket.dependencies.
//
// Spec: fsprojects.github.io/Paket, "The paket.lock file", "The paket.dependencies file".
// Bytes in, value out; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsPaket(const Path& path);

// "paket-lock", a lock without digests: components of NUGET, GITHUB, GIT and HTTP sections,
// their remote as origin, their group lower case ("" = Main); groups "build", "test" and their
// likes are for development. Edges among packages of one group. "paket": requirements.
// A line that says nothing known is a note.
[[nodiscard]] Result<model::Manifest> ReadPaket(const Path& path, BytesView bytes);

}  // namespace avouch::formats
