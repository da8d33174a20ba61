// The locks of bazel.h's family, from JSON.
//
// Spec: bazel.build, "Bazel Lockfile"; rules_jvm_external, "Pinning artifacts". Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// As ReadBazel says.
[[nodiscard]] Result<model::Manifest> ReadBazelModuleLock(const Path& path, BytesView bytes);
[[nodiscard]] Result<model::Manifest> ReadBazelMavenLock(const Path& path, BytesView bytes);

}  // namespace avouch::formats
