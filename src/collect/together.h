// Files that say less alone than together: poms with their parents, projects of .NET with the
// versions that stand above them, build files of Gradle with their catalogues,
// those of sbt with the values of their sources, modules of Go with the workspace that joins them.
//
// Spec: as in formats/maven_pom.h, nuget_project.h and gradle_build.h, and in go_together.h. Each
// file is read once, by itself; what is in force is told when all are there. Pure; any thread.

#pragma once

#include <variant>
#include <vector>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "formats/go_mod.h"
#include "formats/gradle_build.h"
#include "formats/maven_pom.h"
#include "formats/nuget_project.h"
#include "formats/sbt.h"
#include "model/component.h"
#include "source/package_cache.h"

namespace avouch::collect {

using ProjectPart = std::variant<formats::Pom, formats::NugetProject, formats::GradleFile,
                                 formats::SbtFile, formats::GoModule>;

[[nodiscard]] bool IsProjectPart(const Path& path);

// REQUIRES: IsProjectPart(path). Fails as its reader does.
[[nodiscard]] Result<ProjectPart> ReadProjectPart(const Path& path, BytesView bytes);

// One manifest for each, in order: what it asks for with all the others at hand; and what that
// needs in its turn, where `caches` have the files that say so.
[[nodiscard]] std::vector<model::Manifest> ResolveProjects(
    std::vector<ProjectPart> parts, const source::PackageCaches* caches = nullptr);

}  // namespace avouch::collect
