// Files of Nim's nimble: *.nimble as far as they are written out, nimble.lock.
//
// Spec: nim-lang.github.io/nimble, "nimble reference" and "Lock file"; nimble's reader of both.
// Nothing is run. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsNim(const Path& path);

// Format "nimble-lock", a lock: packages with repository, commit and edges; the SHA-1 of their
// files as "nimble-sha1:...". Those of the task "test" alone are for tests, of another "dev". The
// compiler, where the lock holds it, has the group "sdk".
// Format "nimble": requirements. What stands in a block has that as its condition, of a feature
// the group "optional". What Nim must be is a tool.
// Fails with kMalformed when it is not JSON or a text does not end; kUnsupported when a .nimble
// computes all that it asks for.
[[nodiscard]] Result<model::Manifest> ReadNim(const Path& path, BytesView bytes);

}  // namespace avouch::formats
