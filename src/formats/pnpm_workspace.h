// pnpm-workspace.yaml: which folders are one workspace, and the versions that they share.
//
// Spec: pnpm.io, "pnpm-workspace.yaml" and "Catalogs". Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsPnpmWorkspace(const Path& path);  // Named pnpm-workspace.yaml.

// Format "pnpm-workspace": a table of versions, of which a package.json takes "catalog:" or
// "catalog:name" in place of a range. Each is a requirement in the group "catalog" or
// "catalog:name" (that of the catalog "default" is "catalog"). Folders are `workspaces`.
// Fails with kMalformed when it is no YAML map.
[[nodiscard]] Result<model::Manifest> ReadPnpmWorkspace(const Path& path, BytesView bytes);

}  // namespace avouch::formats
