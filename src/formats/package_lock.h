// package-lock.json and npm-shrinkwrap.json, lockfileVersion 1, 2 and 3.
//
// Spec: docs.npmjs.com, "package-lock.json". Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsPackageLock(const Path& path);

// Format "package-lock"; a lock. A package installed in several folders in one
// version with one digest is one component, at its first place; it is for
// development if each of them is. Aliases are under their real names; members of
// the workspace are kWorkspace, other folders kPath. What comes inside another's
// archive has that one's digest. Notes tell plain-HTTP addresses and entries of
// a registry without a digest.
// Fails with kMalformed when it is not JSON, not one object, or no version of
// the format; kUnsupported for a lockfileVersion not yet known.
[[nodiscard]] Result<model::Manifest> ReadPackageLock(const Path& path, BytesView bytes);

}  // namespace avouch::formats
