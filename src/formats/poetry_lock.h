// poetry.lock, from Poetry 0.12 to 2.
//
// Spec: none is published; Poetry's own locker. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsPoetryLock(const Path& path);  // Named poetry.lock.

// Format "poetry-lock"; a lock. Digests are those of every file of a release,
// from package.files, or metadata.files and metadata.hashes of older ones.
// `development` where the file says category "dev", or groups without "main". Of several
// versions of a name a package needs those that its range admits. Which are direct the file
// does not say.
// Fails with kMalformed when it is not TOML, or a package has no name or version.
[[nodiscard]] Result<model::Manifest> ReadPoetryLock(const Path& path, BytesView bytes);

}  // namespace avouch::formats
