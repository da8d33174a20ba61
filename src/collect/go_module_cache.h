// What modules of Go need of one another, by the go.mod that the module cache has of each.
//
// Spec: go.dev/ref/mod, "Minimal version selection (MVS)", "Module graph pruning", "Module cache".
// Of those that a go.mod marks as indirect it is another that needs them. Pure but for the files
// that the caches give; any thread.

#pragma once

#include <vector>

#include "formats/go_mod.h"
#include "source/package_cache.h"

namespace avouch::collect {

// Each inner list is one build: a go.mod alone, or those that a go.work joins. Gives each manifest
// one component for each of its requirements, in order, with the requirement's name and `needs`.
// Modules whose go.mod no cache has are counted in a note.
// REQUIRES: names and ranges of the requirements are settled: replacements are in them.
void AddCachedGoNeeds(const std::vector<std::vector<formats::GoModule*>>& builds,
                      const source::PackageCaches& caches);

}  // namespace avouch::collect
