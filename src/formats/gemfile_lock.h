// Gemfile.lock and gems.locked.
//
// Spec: Bundler's own lockfile parser, since the format has no page; "Gemfile.lock" in
// Bundler's guides. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// Format "gemfile-lock"; a lock. Each line of "specs:" is a component: of GEM a kRegistry
// with the address of its source unless several are named at once, of GIT a kGit with
// "#revision" behind it, of PATH a kPath ("." is kWorkspace), of a plugin's source a kUrl. A
// platform behind the version is the purl qualifier "platform". CHECKSUMS are digests
// "sha256:...". DEPENDENCIES are direct; "ruby ..." and "bundler ..." are tools.
// Fails with kMalformed on the marks of an unfinished merge, as Bundler does.
[[nodiscard]] Result<model::Manifest> ReadGemfileLock(const Path& path, BytesView bytes);

}  // namespace avouch::formats
