// What a NuGet package says of itself: its nuspec.
//
// Spec: learn.microsoft.com, ".nuspec reference". Bytes in, value out; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// Format "nuspec": the package as the one component; requirements what it asks for, the group
// being the framework.
// Fails with kMalformed where it is no XML, or has no id or version.
[[nodiscard]] Result<model::Manifest> ReadNuspec(const Path& path, BytesView bytes);

}  // namespace avouch::formats
