// go.mod files that a go.work joins, and what they replace for one another.
//
// Spec: go.dev/ref/mod, "Workspaces": the replacements of go.work stand before those of its
// modules, those of one module hold for all, and a module of the workspace is taken from its
// folder. Pure; any thread.

#pragma once

#include <vector>

#include "formats/go_mod.h"
#include "source/package_cache.h"

namespace avouch::collect {

// One manifest for each, in order: requirements as the go command takes them in the workspace
// that names the module's folder; where none does, as the module alone has them. With `caches`
// also components (collect/go_module_cache.h).
[[nodiscard]] std::vector<model::Manifest> ResolveGoModules(
    std::vector<formats::GoModule> modules, const source::PackageCaches* caches = nullptr);

}  // namespace avouch::collect
