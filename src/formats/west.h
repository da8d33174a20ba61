// Manifests of Zephyr's west: west.yml.
//
// Spec: docs.zephyrproject.org, "West Manifests". Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsWest(const Path& path);  // west.yml

// Format "west", no lock: west takes what a project of it imports from that project's own file. A
// project at a commit or tag is a component from its repository; at a branch, or at none, a
// requirement. Imports are notes. Fails with kMalformed where it is no YAML; one without
// "manifest" is empty.
[[nodiscard]] Result<model::Manifest> ReadWest(const Path& path, BytesView bytes);

}  // namespace avouch::formats
