// Swift packages and Carthage: Package.swift (swift_package.h), Package.resolved, Cartfile,
// Cartfile.resolved.
//
// Spec: SwiftPM's PinsStore, versions 1 to 3, since the format has no page; Carthage,
// "Documentation/Artifacts.md". Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsSwift(const Path& path);

// Format "swift-resolved"; a lock. A pin has the name "github.com/apple/swift-nio", host and
// path of its address, and is kGit with "#revision" behind the address; a branch's has no
// version. One of a registry has its identity ("mona.LinkedList") and is kRegistry; one of a
// local repository is kPath.
// Format "carthage-lock"; a lock. kGit only where the pin is a commit; a tag, which can be
// moved, is kUrl. Format "carthage": requirements; Cartfile.private for development.
// Fails with kMalformed when it is not JSON, or has no pins; kUnsupported for a version of
// Package.resolved not yet known.
[[nodiscard]] Result<model::Manifest> ReadSwift(const Path& path, BytesView bytes);

}  // namespace avouch::formats
