// Dependency files whose names are known and which this build does not read:
// so that what is not read is told, and never taken for nothing.
//
// One table of names. Pure; any thread.

#pragma once

#include <optional>

#include "base/path.h"
#include "model/component.h"

namespace avouch::formats {

// The file's ecosystem and format, or nothing for any other name. Formats of
// locks have "lock" in their name. Never answers for a name that a reader of
// this folder reads.
[[nodiscard]] std::optional<model::UnreadManifest> KnownManifest(const Path& path);

}  // namespace avouch::formats
