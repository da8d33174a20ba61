// uv.lock, version 1.
//
// Spec: docs.astral.sh/uv, "Lockfile"; uv's own reader. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// Named uv.lock, or as a script with the lock of its own: "tool.py.lock".
[[nodiscard]] bool IsUvLock(const Path& path);

// Format "uv-lock"; a lock. Digests are those of the sdist and of every wheel.
// Sources editable and virtual are kWorkspace, directory and path kPath. A
// package is for development when no member of the workspace reaches it through
// dependencies or extras, but through groups alone; optional when through extras alone.
// What a script asks for is direct.
// Fails with kMalformed when it is not TOML, or a package has no name.
[[nodiscard]] Result<model::Manifest> ReadUvLock(const Path& path, BytesView bytes);

}  // namespace avouch::formats
