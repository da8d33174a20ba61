// Swift packages that projects of Xcode ask for: project.pbxproj, and XcodeGen's project.yml.
//
// Spec: Xcode's property lists, which have no page (XCRemoteSwiftPackageReference as Xcode 11 and
// later write it); github.com/yonaskolb/XcodeGen, "Project Spec", "Swift Package". Pure; any
// thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// project.pbxproj in a folder *.xcodeproj; project.yml.
[[nodiscard]] bool IsXcode(const Path& path);

// Format "xcode-project", XcodeGen's "xcodegen": requirements, named as Package.resolved names
// them ("github.com/a/b"); XcodeGen's in a folder kPath; of the group "test" what only bundles of
// tests take. A project.yml without "packages" or "targets" is another's, and empty. Fails with
// kMalformed where project.yml is no YAML; a reference without an address is a note.
[[nodiscard]] Result<model::Manifest> ReadXcode(const Path& path, BytesView bytes);

}  // namespace avouch::formats
