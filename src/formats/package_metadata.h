// What a package says of itself: Python's core metadata and NuGet's nuspec.
//
// Spec: Python packaging, "Core metadata specifications" (1.0 to 2.4); NuGet, ".nuspec
// reference". Bytes in, values out; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// METADATA of a *.dist-info folder, PKG-INFO of an egg. Format "python-metadata": the package as
// the one component; requirements what it asks for, those of an extra in that extra's group.
// Fails with kMalformed where it has no name or version.
[[nodiscard]] Result<model::Manifest> ReadPythonMetadata(const Path& path, BytesView bytes);

// Format "nuspec": the same of a NuGet package; a requirement's group is the framework.
// Fails with kMalformed where it is no XML, or has no id or version.
[[nodiscard]] Result<model::Manifest> ReadNuspec(const Path& path, BytesView bytes);

}  // namespace avouch::formats
