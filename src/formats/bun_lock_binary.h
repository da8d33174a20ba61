// bun.lockb, the binary lock of Bun before 1.2.
//
// Spec: Bun's own writer (src/install/lockfile: bun.lockb, Package, Buffers), formats 2 and 3;
// there is no other. Little-endian; every offset is held to the file. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// Format "bun-lock", as of bun_lock.h, without lines.
// Fails with kMalformed when it is no such file, or names what lies outside; kUnsupported for
// another format, with how to have it as text.
[[nodiscard]] Result<model::Manifest> ReadBunLockBinary(const Path& path, BytesView bytes);

}  // namespace avouch::formats
