// Files of Julia: Project.toml, Manifest.toml, and their spellings with a version or "Julia".
//
// Spec: pkgdocs.julialang.org, "Project.toml and Manifest.toml" and "Compatibility"; Pkg's own
// writer of manifests for formats 1 and 2. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsJulia(const Path& path);

// Format "julia-manifest-lock", a lock: each package with its purl's uuid and
// "git-tree-sha1:...", which is of its files. What comes with Julia itself has neither digest nor,
// mostly, version: it has Julia's, and the origin "sdk:julia". One that is developed in a folder
// is kPath; from a repository kGit where its revision is a commit, else kUrl.
// Format "julia-project": requirements with their ranges; those of a target, mostly "test", have
// it as their group and are for development, weak ones have the group "optional".
// A file of another tool that has the name gives nothing but a note.
// Fails with kMalformed when it is not TOML.
[[nodiscard]] Result<model::Manifest> ReadJulia(const Path& path, BytesView bytes);

}  // namespace avouch::formats
