// Files of conda: environment.yml, conda-lock.yml, and conda-meta/*.json of what is installed.
//
// Spec: docs.conda.io, "Managing environments" and "Package specification"; conda-lock's
// model "Lockfile". Pure; any thread.

#pragma once

#include <string_view>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsConda(const Path& path);

// Adds the purl qualifiers that the address of an archive tells:
// ".../conda-forge/linux-64/zlib-1.3-h5_0.conda".
void QualifyConda(std::string_view url, model::Component& component);

// Format "conda-lock"; a lock. A package of each platform is one component with the purl
// qualifiers build, channel, subdir and type, its digests and the edges within its platform.
// What conda-lock takes from PyPI has the group "pip" and no qualifiers. A category other than
// "main" is the group.
// Format "conda-environment": requirements, those of the list "pip" in the group "pip"; one
// with name, version and build ("numpy=1.26.4=py311_0") or "==" is a component too.
// Format "conda-installed": the one component of a file of conda-meta.
// Fails with kMalformed when it is not YAML or JSON, or not what its name says.
[[nodiscard]] Result<model::Manifest> ReadConda(const Path& path, BytesView bytes);

}  // namespace avouch::formats
