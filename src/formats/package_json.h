// package.json: what an npm package asks for.
//
// Spec: docs.npmjs.com, "package.json". Pure; any thread.

#pragma once

#include <string_view>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsPackageJson(const Path& path);  // Named package.json.

// Format "package-json". Requirements come from dependencies, devDependencies
// (group "dev"), optionalDependencies ("optional") and peerDependencies ("peer");
// an alias ("npm:other@^1") is asked for under its real name. Bun's catalogs are rows in the groups
// "catalog" and "catalog:name" (pnpm_workspace.h). `tools` holds
// engines and packageManager: "node >=20", "pnpm 9.1.0". Overrides are counted in
// notes. It ships nothing when private, a program when it has a bin, a library when
// it says which files or types others get.
// Fails with kMalformed when it is not JSON or not one object.
[[nodiscard]] Result<model::Manifest> ReadPackageJson(const Path& path, BytesView bytes);

// Where "git+ssh://...", "file:../x", "workspace:*", "owner/name" or "^1.2" comes from.
[[nodiscard]] model::SourceKind NpmSource(std::string_view specifier);

}  // namespace avouch::formats
