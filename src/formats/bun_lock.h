// bun.lock, the text lock of Bun, and bun.lockb, the binary one (bun_lock_binary.h).
//
// Spec: bun.com/docs, "Lockfile"; Bun's own writer. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsBunLock(const Path& path);  // Named bun.lock or bun.lockb.

// Format "bun-lock"; a lock, JSON with comments. A package installed in several folders in one
// version is one component, at its first place; aliases are under their real names. Which are
// for development follows from what the projects ask for.
// Fails with kMalformed when it is not JSON, or at a package whose first part is not
// "name@version"; kUnsupported for a lockfileVersion not known.
[[nodiscard]] Result<model::Manifest> ReadBunLock(const Path& path, BytesView bytes);

}  // namespace avouch::formats
