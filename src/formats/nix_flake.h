// flake.lock of Nix, versions 5 to 7.
//
// Spec: nix.dev, "nix flake", section "Lock files". Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsNixFlake(const Path& path);  // Named flake.lock.

// Format "nix-flake-lock"; a lock. Each node but the root is a component: of a forge with the
// name "owner/repo", else that of its node, the revision as version, the digest
// "nar:sha256-..." of its tree. Edges follow "inputs", also those that follow another's; what
// the root needs is direct.
// Fails with kMalformed when it is not JSON or has no nodes; kUnsupported for another version.
[[nodiscard]] Result<model::Manifest> ReadNixFlake(const Path& path, BytesView bytes);

}  // namespace avouch::formats
