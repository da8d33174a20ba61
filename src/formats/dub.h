// Files of D's dub: dub.json, dub.sdl, dub.selections.json.
//
// Spec: dub.pm, "Package recipe (JSON)", "(SDL)" and "Selections"; sdlang.org, "Language Guide".
// Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsDub(const Path& path);

// Format "dub": requirements, of a package in parts by the name of the whole ("vibe-d" of
// "vibe-d:http"). What only the configuration "unittest" asks for is for tests; of another, that
// is the condition. Parts of the package itself are of the workspace.
// Format "dub-lock", a lock, without digests and edges: a package from a repository is kGit
// where its version is a commit.
// Fails with kMalformed when it is not JSON, or a text or bracket does not end; kTooLarge beyond
// kMaxLiteralDepth.
[[nodiscard]] Result<model::Manifest> ReadDub(const Path& path, BytesView bytes);

}  // namespace avouch::formats
