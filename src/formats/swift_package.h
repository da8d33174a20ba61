// Package.swift, as far as it is written in literals.
//
// Spec: docs.swift.org, "PackageDescription". Nothing of it is run. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// Format "swift-package". Each `.package(` with a url or id in a literal is a requirement, named
// as Package.resolved names it ("github.com/a/b"); one in a folder is kPath. A `binaryTarget` from
// an address is one with its checksum for a range. The version of the tools is a tool. What is
// computed is counted in a note; comments and texts are passed over.
[[nodiscard]] Result<model::Manifest> ReadSwiftPackage(const Path& path, BytesView bytes);

}  // namespace avouch::formats
