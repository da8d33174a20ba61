// composer.lock, and vendor/composer/installed.json that Composer leaves where it installed.
//
// Spec: getcomposer.org, "composer.lock - The lock file"; Composer's Locker and
// ArrayDumper, since the format has no page. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// Format "composer-lock"; a lock. "packages-dev" are for development, group "dev". A package
// with an archive ("dist") is kRegistry with the archive's SHA-1 where written, which for those
// of GitHub it is not; one from a repository alone is kGit. The origin is the repository with
// "#reference" behind it, else the archive's address. A "path" is kPath. What a package
// replaces or provides answers for it. "platform" are tools: "php >=8.1".
// Fails with kMalformed when it is not JSON, not one object, or lists no packages.
[[nodiscard]] Result<model::Manifest> ReadComposerLock(const Path& path, BytesView bytes);

// Format "composer-installed"; no lock. Versions 1 (a list) and 2 ("packages").
[[nodiscard]] Result<model::Manifest> ReadComposerInstalled(const Path& path, BytesView bytes);

}  // namespace avouch::formats
