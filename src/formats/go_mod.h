// go.mod and go.work: what a Go module asks for.
//
// Spec: go.dev/ref/mod, "go.mod files" and "Workspaces". Pure; any thread.

#pragma once

#include <string>
#include <vector>

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

// "replace" of a go.mod or go.work.
struct GoReplacement {
  std::string name, version;  // Of what is replaced; empty version = every version
  std::string to, to_version;
  int line = 0;

  [[nodiscard]] bool IsFolder() const;
};

// What only those need who look at several files of Go together (collect/go_together.h).
struct GoModule {
  model::Manifest manifest;           // As ReadGoMod gives it
  std::vector<std::string> modules;   // Of each requirement the module that sources import
  std::vector<std::string> versions;  // Of each requirement as written: before replacement
  std::vector<std::string> tools;     // Packages of `tool` directives
  std::vector<GoReplacement> replacements;
};

// Fails as ReadGoMod does.
[[nodiscard]] Result<GoModule> ReadGoModule(const Path& path, BytesView bytes);

}  // namespace avouch::formats
