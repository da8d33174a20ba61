// vcpkg.json, vcpkg-configuration.json and vcpkg-lock.json.
//
// Spec: learn.microsoft.com, "vcpkg.json reference", "vcpkg-configuration.json reference".
// Bytes in, value out; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsVcpkg(const Path& path);

// "vcpkg", "vcpkg-configuration"; no locks: requirements, ">=1.2" of "version>=", exact where an
// override says so. group is the feature that asks, "host" for tools of the build, which are
// for development. A registry at a commit (builtin-baseline, baseline) is a component from git
// in group "registry": it says which version each port has, and is not shipped.
// "vcpkg-registries" (vcpkg-lock.json): only such registries; it holds no port to a version.
// Fails with kMalformed when it is no JSON or not one object.
[[nodiscard]] Result<model::Manifest> ReadVcpkg(const Path& path, BytesView bytes);

}  // namespace avouch::formats
