// What a program or library tells of its parts: ELF, PE, Mach-O.
//
// Sources, each a manifest of its own since each has its ecosystem: Go's build information, Rust
// audit data, GraalVM's list, .NET bundles and version resources, the note of the distribution's
// package, and of every binary the libraries it loads and marks of those it holds. Pure; any
// thread.

#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// The group (model::Detail) of what is known by a mark alone: seen, not sure.
inline constexpr std::string_view kSeenGroup = "seen";

struct BinaryOptions {
  bool marks = true;  // Looks through constants for texts of well-known libraries
};

[[nodiscard]] bool IsBinary(BytesView bytes);  // By its first bytes

// Nothing where `bytes` are no binary. Manifests in this order, those that say something:
// "elf", "pe" or "mach-o" (kOther): name its soname; requirements the libraries it loads, as
// named; components its marks; "package-note" (kDebian, kRpm, kAlpine, kOther); "go-binary";
// "rust-audit"; "graalvm-image"; "dotnet-bundle"; "pe-version". `bytes` may be a mapped file: only
// headers and the sections named are touched. Programs of a fat file are told together. Fails with
// kMalformed where not even the header can be read; what else is wrong is a note.
[[nodiscard]] std::optional<Result<std::vector<model::Manifest>>> ReadBinary(
    const Path& path, BytesView bytes, const BinaryOptions& options = {});

}  // namespace avouch::formats
