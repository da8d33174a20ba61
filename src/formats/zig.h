// Zig's build.zig.zon: packages by address and hash.
//
// Spec: ziglang.org, "build.zig.zon Documentation"; Zig's own reader of ZON and writer of
// package hashes. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsZig(const Path& path);

// Format "zig", a lock of what the package itself asks for: the hash, kept as "zig:...", is of a
// package's files and holds what it asks for in turn, which is not listed. The name is that of
// the hash where it has one. The version is the commit or tag of the address, else the hash's. A
// lazy one is optional.
// Fails with kMalformed when a text or bracket does not end; kTooLarge beyond kMaxLiteralDepth.
[[nodiscard]] Result<model::Manifest> ReadZig(const Path& path, BytesView bytes);

}  // namespace avouch::formats
