// Which operating system a root file system is: os-release.
//
// Spec: os-release(5). Pure; any thread.

#pragma once

#include <string>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// etc/os-release and usr/lib/os-release, in the root or below any folder.
[[nodiscard]] bool IsOsRelease(const Path& path);

// Format "os-release": one component, the operating system: name is ID ("linux"
// when it is not said), version VERSION_ID, else BUILD_ID; supplier
// VENDOR_NAME, origin HOME_URL; qualifier "distro" as purls spell it:
// "debian-12". The manifest's own name and version are the same. Fails with
// kMalformed when no line is an assignment.
[[nodiscard]] Result<model::Manifest> ReadOsRelease(const Path& path, BytesView bytes);

}  // namespace avouch::formats
