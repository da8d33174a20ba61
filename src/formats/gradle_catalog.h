// *.versions.toml, a version catalogue: part of gradle_build.h's family.
//
// Spec: docs.gradle.org, "Version Catalogs", "The version catalog TOML file format". Pure.

#pragma once

#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "formats/gradle_build.h"

namespace avouch::formats {

// "weft-core", "weft_core" as "weft.core".
[[nodiscard]] std::string GradleAlias(std::string_view written);

// "1" as it is; of "1!!" and "[1]" the version, and that it is the only one. "a!!b" prefers b.
void SetGradleVersion(std::string_view written, GradleRow& row);

// The file's one catalogue, with what is wrong as notes.
// Fails with kMalformed when it is no TOML.
[[nodiscard]] Result<GradleFile> ReadGradleCatalog(const Path& path, BytesView bytes);

}  // namespace avouch::formats
