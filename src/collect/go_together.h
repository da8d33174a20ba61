// go.mod files that a go.work joins, and what they replace for one another.
//
// Spec: go.dev/ref/mod, "Workspaces": the replacements of go.work stand before those of its
// modules, those of one module hold for all, and a module of the workspace is taken from its
// folder. Pure; any thread.

#pragma once

#include <vector>

#include "formats/go_mod.h"

namespace avouch::collect {

// One manifest for each, in order: requirements as the go command takes them in the workspace
// that names the module's folder; where none does, as the module alone has them.
[[nodiscard]] std::vector<model::Manifest> ResolveGoModules(std::vector<formats::GoModule> modules);

}  // namespace avouch::collect
