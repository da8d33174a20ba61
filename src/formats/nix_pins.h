// Sources that Nix builds are pinned to: npins/sources.json, and nix/sources.json of niv.
//
// Spec: github.com/andir/npins, its model of pins, versions 3 to 7; github.com/nmattia/niv,
// "sources.json". Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsNixPins(const Path& path);

// Formats "npins-lock" and "niv-lock", locks: each pin with "owner/repo" as its name where it has
// both, its commit, or its release, as its version, and its hash: "nar:..." of what was unpacked,
// of one file as it is. Edges there are none.
// Fails with kMalformed when it is not JSON or has no pins; kUnsupported for other versions.
[[nodiscard]] Result<model::Manifest> ReadNixPins(const Path& path, BytesView bytes);

}  // namespace avouch::formats
