// mise.lock: tools of the build at exact versions, with checksums for each platform.
//
// Spec: mise.jdx.dev, "mise.lock Lockfile", in its three forms so far. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsMiseLock(const Path& path);  // "mise.lock", "mise.ci.lock"; no local ones.

// Format "mise-lock": one component for each tool and version, in the group "build", with the
// checksums of all its platforms. No `lock`: what the product is made of, it does not name.
// Fails with kMalformed when it is not TOML.
[[nodiscard]] Result<model::Manifest> ReadMiseLock(const Path& path, BytesView bytes);

}  // namespace avouch::formats
