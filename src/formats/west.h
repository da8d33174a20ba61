// Manifests of Zephyr's west: west.yml.
//
// Spec: docs.zephyrproject.org, "West Manifests". Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// west.yml; *.yml and *.yaml in a folder "submanifests", which Zephyr's own imports.
[[nodiscard]] bool IsWest(const Path& path);

// Format "west", no lock: west takes what a project of it imports from that project's own file. A
// project at a commit or tag is a component from its repository; at a branch, or at none
// ("master"), a requirement; of groups that group-filter turns off, optional. Imports are notes.
// Fails with kMalformed where it is no YAML; one without "manifest" is empty.
[[nodiscard]] Result<model::Manifest> ReadWest(const Path& path, BytesView bytes);

}  // namespace avouch::formats
