// Files of pixi: pixi.toml, pixi.lock.
//
// Spec: pixi.sh, "Manifest Reference" and "Lock file"; rattler-lock's reader of versions 4 to 7.
// Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsPixi(const Path& path);

// Format "pixi-lock", a lock: each archive once, with the purl qualifiers of conda.h, its digests
// and the edges that it has in any environment and platform. One that only environments called
// after tests, documents or development have is for development, with the first of them as its
// group. From Python's index: the group "pip".
// Format "pixi": requirements by feature and platform, those of PyPI in the group "pip".
// Fails with kMalformed when it is not YAML or TOML; kUnsupported for other versions.
[[nodiscard]] Result<model::Manifest> ReadPixi(const Path& path, BytesView bytes);

}  // namespace avouch::formats
