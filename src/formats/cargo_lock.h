// Cargo.lock, versions 1 to 4.
//
// Spec: the Cargo Book, "Cargo.toml vs Cargo.lock"; cargo's own encoder, since
// the format has no page. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsCargoLock(const Path& path);  // Named Cargo.lock.

// Format "cargo-lock"; a lock. A package without a source is a member of the
// workspace or a path dependency: kWorkspace. A checksum is a digest
// "sha256:..."; version 1 keeps them apart in [metadata]. A git source's origin
// ends in "#commit". Needs hold those of tests and builds too: the format tells nothing apart.
// Fails with kMalformed when it is not TOML, or a package has no name or version.
[[nodiscard]] Result<model::Manifest> ReadCargoLock(const Path& path, BytesView bytes);

}  // namespace avouch::formats
