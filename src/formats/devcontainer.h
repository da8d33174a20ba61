// devcontainer.json and devcontainer-lock.json: the image and features in which a project is
// developed.
//
// Spec: containers.dev, "Dev Container metadata reference", "Features" and "Lockfile". Pure; any
// thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// Named devcontainer.json, .devcontainer.json, or either's lock.
[[nodiscard]] bool IsDevcontainer(const Path& path);

// Format "devcontainer": features are requirements for development; the image is a component in
// the group "image", its tag the version (or its digest). A feature in a folder of the tree is
// none. Format "devcontainer-lock", a lock: features with version and digest.
// Comments and trailing commas are allowed. Fails with kMalformed when it is no JSON object.
[[nodiscard]] Result<model::Manifest> ReadDevcontainer(const Path& path, BytesView bytes);

}  // namespace avouch::formats
