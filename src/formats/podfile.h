// Podfile and *.podspec, as far as they are written in literals.
//
// Spec: guides.cocoapods.org, "Podfile Syntax Reference" and "Podspec Syntax Reference". Nothing
// of them is run. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// Format "podfile": each `pod` is a requirement, without its subspec ("Tea" of "Tea/Leaf"), as
// Podfile.lock names it; for development in a target whose name ends in "Tests".
// Format "podspec": name, version and licence where literal; each `dependency` a requirement.
// Fails with kUnsupported when pods are computed and none that ships is written out.
[[nodiscard]] Result<model::Manifest> ReadPodfile(const Path& path, BytesView bytes);

}  // namespace avouch::formats
