// Cargo.toml: what a Rust package or workspace asks for.
//
// Spec: the Cargo Book, "The Manifest Format", "Specifying Dependencies". Pure;
// any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsCargoToml(const Path& path);  // Named Cargo.toml.

// Format "cargo-toml". Groups: "" for dependencies, "dev", "build", "workspace"
// (workspace.dependencies); a dependency of a target has its cfg() as condition.
// A dependency that takes its version from the workspace has range "workspace".
// A renamed one (package = "x") is asked for under its real name. `tools` holds
// "rust 1.80" (rust-version). It ships nothing with publish = false, a program with
// [[bin]], a library with [lib] alone.
// Fails with kMalformed when it is not TOML.
[[nodiscard]] Result<model::Manifest> ReadCargoToml(const Path& path, BytesView bytes);

}  // namespace avouch::formats
