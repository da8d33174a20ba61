// go.sum: hashes of the Go modules a build has used.
//
// Spec: go.dev/ref/mod, "go.sum files". Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsGoSum(const Path& path);  // Named go.sum or go.work.sum.

// Format "go-sum"; a lock. A component is a module whose contents are hashed
// ("h1:..."); lines ending in "/go.mod" hash the module file alone and only pair
// with it: a module of which only go.mod was needed is not used in the build.
// Fails with kMalformed at the first line that has not three words.
[[nodiscard]] Result<model::Manifest> ReadGoSum(const Path& path, BytesView bytes);

}  // namespace avouch::formats
