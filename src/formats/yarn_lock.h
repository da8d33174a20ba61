// yarn.lock, of Yarn 1 ("classic") and of Yarn 2 and later ("berry").
//
// Spec: none is published; what Yarn's own readers take. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsYarnLock(const Path& path);  // Named yarn.lock.

// Format "yarn-lock"; a lock. Needs are found by "name@range", as Yarn finds them; aliases are
// under their real names; a patched package is the one it patches, and a note says so. The
// project's own entry ("workspace:.") gives the name and what is direct, and is no component;
// Yarn 1 writes no such entry. Neither tells what is for development, so that what is for one
// platform is not called optional either: who asks for it settles that.
// Digests: integrity; else of Yarn 1 the SHA-1 behind an address ("sha1:..."); of later ones
// "yarn:10c0/...", which is of the archive that Yarn makes, not of the one it fetched.
// Fails with kMalformed at the first line that is no entry, or when it is not YAML.
[[nodiscard]] Result<model::Manifest> ReadYarnLock(const Path& path, BytesView bytes);

}  // namespace avouch::formats
