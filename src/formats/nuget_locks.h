// What NuGet writes down of what it restored: packages.lock.json, project.assets.json, the
// *.deps.json beside a program; and packages.config, its whole list of old.
//
// Spec: learn.microsoft.com, "PackageReference in project files", "Locking dependencies";
// "packages.config reference"; "Runtime configuration files" of the .NET runtime.
// Bytes in, value out; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsNugetLocks(const Path& path);

// Formats "nuget-lock" and "nuget-packages" are locks; "nuget-assets" and "nuget-deps" are
// made by builds and held to by none. A package in several frameworks in one version is one
// component, at its first place. contentHash and sha512 are digests "sha512-<base64>";
// packages.config has none. Projects are kWorkspace. Edges by name within a framework.
// For development: developmentDependency="true", and what suppressParent "All" keeps back.
// Fails with kMalformed when it is no JSON or XML, or not one of these; kUnsupported for a
// version not yet known.
[[nodiscard]] Result<model::Manifest> ReadNugetLocks(const Path& path, BytesView bytes);

}  // namespace avouch::formats
