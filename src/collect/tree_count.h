// What a tree consists of, counted: files by origin, by class, by language.
//
// Pure; any thread.

#pragma once

#include <set>

#include "base/path.h"
#include "collect/origin.h"
#include "model/tree.h"
#include "source/tree.h"

namespace avouch::collect {

// `ci_files`: those known to be CI definitions by being included in one.
[[nodiscard]] model::TreeFacts CountTree(const source::Tree& tree, const Origins& origins,
                                         const std::set<Path>& ci_files);

}  // namespace avouch::collect
