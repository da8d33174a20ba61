// pyproject.toml: what a Python project asks for, in the standard's words,
// Poetry's, and uv's.
//
// Spec: Python packaging, "pyproject.toml specification", "Dependency Groups";
// the manuals of Poetry and uv for their tables. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsPyproject(const Path& path);  // Named pyproject.toml.

// Format "pyproject". Groups: "" (dependencies), the name of an extra
// ("extra:docs"), of a dependency group ("dev"), and "build-system". Dependency
// groups are for development, extras only if their name says so. tool.uv.sources
// and Poetry's git, url and path give the source. `tools` holds "python >=3.11".
// A file that only configures tools has no requirement. It ships nothing when
// classified as private, a program when it has scripts, a library when so classified.
// Fails with kMalformed when it is not TOML, or at a requirement that is none.
[[nodiscard]] Result<model::Manifest> ReadPyproject(const Path& path, BytesView bytes);

}  // namespace avouch::formats
