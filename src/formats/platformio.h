// PlatformIO's projects: platformio.ini, and the files beside it that it takes in.
//
// Spec: docs.platformio.org, "Project Configuration File", "lib_deps", "platform",
// "platform_packages", "pio pkg install" (package specifications). Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// platformio.ini; any other *.ini below a folder "variants" or "boards", or whose name begins with
// "platformio": those that a project of many boards takes in by extra_configs.
[[nodiscard]] bool IsPlatformio(const Path& path);

// Format "platformio", no lock. What lib_deps names at a commit or tag is a component; by owner,
// name and range, or at a name that moves, a requirement. `platform` and `platform_packages`
// likewise: they bring the framework that is built in; of the latter, "tool-..." and
// "toolchain-..." are in the group "build". Each once a file, where it first stands. What another
// section has ("${env.lib_deps}") is told there; of any other variable what it stands for in the
// same file. One that is not here, and what a command prints, is a note. A folder of the tree is
// none.
[[nodiscard]] Result<model::Manifest> ReadPlatformio(const Path& path, BytesView bytes);

}  // namespace avouch::formats
