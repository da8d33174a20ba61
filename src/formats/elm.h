// Elm's elm.json, of applications and of packages.
//
// Spec: github.com/elm/compiler, "elm.json for applications" and "elm.json for packages".
// Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsElm(const Path& path);

// Format "elm-application", a lock: all packages at exact versions, direct or not, those of
// "test-dependencies" for tests; no digests, no edges.
// Format "elm-package": requirements with their ranges.
// Fails with kMalformed when it is not JSON, or of neither type.
[[nodiscard]] Result<model::Manifest> ReadElm(const Path& path, BytesView bytes);

}  // namespace avouch::formats
