// Files of R: renv.lock, and a package's DESCRIPTION.
//
// Spec: rstudio.github.io/renv, "Lockfile specification"; cran.r-project.org, "Writing R
// Extensions", section 1.1.1. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsCran(const Path& path);

// Format "renv-lock"; a lock. A package's origin is the address of the repository it names,
// or that of its forge with "#commit" behind it (kGit). "Hash" is of fields of the package's
// description and not of what is fetched, so it is no digest. Edges by Requirements, or by
// Depends, Imports and LinkingTo where renv writes those. R itself is a tool.
// Format "r-description": Depends, Imports, LinkingTo and Suggests are requirements, each in
// the group of its name; Enhances asks for nothing. With the field Built, which R adds when it
// installs, format "r-installed" and the package is a component. A file of that name that has
// no field Package is no package's: a note says so.
// Fails with kMalformed when it is not JSON or not one object, or no list of fields.
[[nodiscard]] Result<model::Manifest> ReadCran(const Path& path, BytesView bytes);

}  // namespace avouch::formats
