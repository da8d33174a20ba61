// pnpm-lock.yaml, lockfileVersion 5.0 to 9.0.
//
// Spec: none is published; pnpm's own lockfile types and dependency paths. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsPnpmLock(const Path& path);  // Named pnpm-lock.yaml.

// Format "pnpm-lock"; a lock. One component for each name, version and place it is from,
// however many sets of peers it is installed with. Which are for development and optional is
// as the file says (5, 6), or follows from what its projects ask for (9). Folders of the
// projects but the root's are `workspaces`.
// Fails with kMalformed when it is not YAML, or at a package without name or version;
// kUnsupported for a lockfileVersion not known.
[[nodiscard]] Result<model::Manifest> ReadPnpmLock(const Path& path, BytesView bytes);

}  // namespace avouch::formats
