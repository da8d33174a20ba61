// The list of crates that `cargo auditable` writes into Rust programs.
//
// Spec: rust-secure-code/cargo-auditable, PARSING.md and its JSON schema: section ".dep-v0",
// zlib. Pure; any thread.

#pragma once

#include <optional>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "container/executable.h"
#include "model/component.h"

namespace avouch::formats {

// Format "rust-audit". The root is the package itself and a component as well. A crate with kind
// "build" is of the group "build": it ran in the build, and nothing of it need be inside.
// Nothing where there is no such section. Fails with kMalformed and kTooLarge.
[[nodiscard]] std::optional<Result<model::Manifest>> ReadRustAudit(
    const Path& path, const container::Executable& program);

// The same of the section's bytes.
[[nodiscard]] Result<model::Manifest> ReadRustAuditSection(const Path& path, BytesView section);

}  // namespace avouch::formats
