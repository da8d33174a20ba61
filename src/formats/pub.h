// Files of Dart's pub: pubspec.yaml and pubspec.lock.
//
// Spec: dart.dev, "The pubspec file" and "Package dependencies"; pub's own LockFile, since
// the lock has no page. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsPub(const Path& path);

// Format "pubspec-lock"; a lock. "direct main" and "direct dev" are direct, the latter for
// development in the group "dev"; of the others nothing tells. A hosted one has the digest
// "sha256:..." of its archive, since Dart 2.19. What comes with an SDK is kUrl, "sdk:flutter".
// The lock names no edges. "sdks" are tools.
// Format "pubspec": requirements, "dev_dependencies" for development, the group
// "dependency_overrides"; publish_to: none ships nothing by a registry.
// Fails with kMalformed when it is not YAML, not one map; a lock also without "packages".
[[nodiscard]] Result<model::Manifest> ReadPub(const Path& path, BytesView bytes);

}  // namespace avouch::formats
