// go.mod and go.work: what a Go module asks for.
//
// Spec: go.dev/ref/mod, "go.mod files" and "Workspaces". Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// Paths named go.mod or go.work.
[[nodiscard]] bool IsGoMod(const Path& path);

// Format "go-mod" or "go-work". Requirements are as the go command takes them:
// a replaced one has the name and version of its replacement (a folder: kPath),
// and a note says so. `tools` holds "go 1.25" and "toolchain go1.25.1"; go.work's
// folders are `workspaces`. The versions count as exact: with the module graph
// written out (go 1.17 and later) they are what is built.
// Fails with kMalformed at the first line that is no directive.
[[nodiscard]] Result<model::Manifest> ReadGoMod(const Path& path, BytesView bytes);

}  // namespace avouch::formats
