// libs.versions.toml, a version catalogue: part of gradle_build.h's family.
//
// Spec: docs.gradle.org, "Version Catalogs", "The version catalog TOML file format". Pure.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// As ReadGradleBuild says. The catalogue's plugins are in group "build".
// Fails with kMalformed when it is no TOML.
[[nodiscard]] Result<model::Manifest> ReadGradleCatalog(const Path& path, BytesView bytes);

}  // namespace avouch::formats
