// What Gradle builds ask for, as far as it is written out: build.gradle(.kts),
// settings.gradle(.kts), libs.versions.toml.
//
// Spec: docs.gradle.org, "Declaring dependencies", "Using plugins", "Version catalogs". A build
// file is a program: only literals in `dependencies` and `plugins` blocks are read, nothing is
// run. Bytes in, value out; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsGradleBuild(const Path& path);

// Formats "gradle-build", "gradle-settings", "gradle-catalog"; no locks: requirements named
// "group:artifact", or a plugin's id. group is "" for what the main code runs with, "build" for
// plugins and the build's own classpath, else the configuration. What Gradle may still raise is
// not exact: only strictly("1") and "1!!" are. What is computed is a note with its line.
// workspaces are the included projects, "a/b" for ":a:b".
// Fails with kMalformed when a catalogue is no TOML.
[[nodiscard]] Result<model::Manifest> ReadGradleBuild(const Path& path, BytesView bytes);

}  // namespace avouch::formats
