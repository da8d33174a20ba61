// What the tree's own scripts and targets do that steps of pipelines and lines of container
// recipes run: tests, builds, installs and fetches.
//
// A step that only says "make ci" may install past the lock in it, or test nothing. Nothing is
// executed; collect/called.h says how far calls are followed. Any thread.

#pragma once

#include <vector>

#include "model/container.h"
#include "model/pipeline.h"
#include "source/tree.h"

namespace avouch::collect {

// Puts in the place of each call (DeedKind::kCall) what it does, each deed and reference with its
// place in the file that says so; calls that the tree does not tell stay. Whether a script
// publishes on this run, its own conditions say. A test that passes where it finds none
// (kPassesWithNone) is one where the tree has such tests, and may pass (kMayPass) where it has
// none. Returns the builds of images that scripts and targets make.
std::vector<model::Deed> FollowCalls(const source::Tree& tree,
                                     std::vector<model::Pipeline>& pipelines,
                                     std::vector<model::Dockerfile>& dockerfiles);

}  // namespace avouch::collect
