// Files of Crystal's shards: shard.yml, shard.lock.
//
// Spec: github.com/crystal-lang/shards, "shard.yml" and its reader of locks, versions 1.0 and 2.0.
// Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsCrystal(const Path& path);

// Format "crystal-shard-lock", a lock: each shard with its repository. One that is held by a
// commit ("1.2.0+git.commit.<hex>") is kGit, with "#commit" behind its address; any other is a
// tag, which nothing holds to its bytes: kUrl without a digest.
// Format "crystal-shard": requirements, development_dependencies with the group "dev".
// Fails with kMalformed when it is not YAML or a lock of another version.
[[nodiscard]] Result<model::Manifest> ReadCrystal(const Path& path, BytesView bytes);

}  // namespace avouch::formats
