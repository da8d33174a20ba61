// Files of Haskell: stack.yaml, its lock, cabal.project.freeze; *.cabal and cabal.project
// (cabal.h).
//
// Spec: docs.haskellstack.org, "Lock files" and "Package locations"; cabal.readthedocs.io,
// "cabal freeze". Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsHackage(const Path& path);

// Format "stack-lock"; a lock. A package of Hackage has the digest "pantry-tree-sha256:..." of
// its files; an archive that of itself, "sha256:..."; a repository is kGit. What a snapshot
// brings is not listed in the lock: a note for each snapshot says so.
// Format "stack": "extra-deps" are requirements of one version; those told by a place alone, and
// the snapshot's, are notes.
// Format "cabal-freeze-lock"; a lock. "any.name ==1.0" and "name ==1.0" are components, without
// digests; flags are passed over; a constraint that is no one version is a note; the compiler
// is a tool.
// Fails with kMalformed when stack's is not YAML or no map.
[[nodiscard]] Result<model::Manifest> ReadHackage(const Path& path, BytesView bytes);

}  // namespace avouch::formats
