// Podfile.lock of CocoaPods; Podfile and podspecs (podfile.h).
//
// Spec: CocoaPods' Lockfile, since the format has no page; guides.cocoapods.org, "pod install
// vs. pod update". Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsCocoapods(const Path& path);  // Podfile, Podfile.lock, *.podspec.

// Format "podfile-lock"; a lock. A pod is one component with its parts ("Pod/Core" is Pod):
// they have one version and one podspec. DEPENDENCIES are direct. A pod of a repository is
// kRegistry; EXTERNAL SOURCES are kGit with the commit of CHECKOUT OPTIONS, kPath, or kUrl.
// SPEC CHECKSUMS are of the podspecs and not of what is fetched, so they are no digests of
// components; one note says so. A pod without any is a note of its own.
// Fails with kMalformed when it is not YAML or has no list PODS.
[[nodiscard]] Result<model::Manifest> ReadCocoapods(const Path& path, BytesView bytes);

}  // namespace avouch::formats
