// pdm.lock, lock_version 2 to 4, and pylock.toml, version 1.
//
// Spec: PDM's documentation, "Lock file"; Python packaging, "pylock.toml specification". Pure; any
// thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsPdmLock(const Path& path);  // Named pdm.lock.
[[nodiscard]] bool IsPylock(const Path& path);   // Named pylock.toml or pylock.NAME.toml.

// Format "pdm-lock"; a lock. A package with and without extras is one. PDM's groups are groups
// of development and extras alike: one is for development when each of its groups is so by
// name, and optional when it is in none called "default".
// Fails with kMalformed when it is not TOML, or a package has no name or version.
[[nodiscard]] Result<model::Manifest> ReadPdmLock(const Path& path, BytesView bytes);

// Format "pylock"; a lock. Digests are those of the archive, the sdist and every wheel. For
// development is what each alternative of its marker asks a dependency group for that is not of
// the default ones; optional what asks for an extra. A folder is kPath, ours when editable.
// Fails with kMalformed when it is not TOML or a package has no name; kUnsupported for a
// lock-version not known.
[[nodiscard]] Result<model::Manifest> ReadPylock(const Path& path, BytesView bytes);

}  // namespace avouch::formats
