// pnpm-workspace.yaml: which folders are one workspace, and the versions that they share, which
// Yarn keeps in .yarnrc.yml and Bun in package.json.
//
// Spec: pnpm.io, "pnpm-workspace.yaml" and "Catalogs"; yarnpkg.com, "Settings (.yarnrc.yml)",
// catalog and catalogs; bun.com, "Catalogs". Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "formats/manifest_reading.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsPnpmWorkspace(const Path& path);  // Named pnpm-workspace.yaml.

// Format "pnpm-workspace": a table of versions, of which a package.json takes "catalog:" or
// "catalog:name" in place of a range. Each is a requirement in the group "catalog" or
// "catalog:name" (that of the catalog "default" is "catalog"). Folders are `workspaces`.
// Fails with kMalformed when it is no YAML map.
[[nodiscard]] Result<model::Manifest> ReadPnpmWorkspace(const Path& path, BytesView bytes);

[[nodiscard]] bool IsYarnSettings(const Path& path);  // Named .yarnrc.yml.

// Format "yarnrc": its catalogs in the same way, and nothing else of it.
// Fails with kMalformed when it is no YAML map.
[[nodiscard]] Result<model::Manifest> ReadYarnSettings(const Path& path, BytesView bytes);

// Adds the rows of `catalog` and `catalogs` in `map`; without either, nothing.
void AddNpmCatalogs(const syntax::Node& map, model::Manifest& manifest, Notes& notes);

}  // namespace avouch::formats
