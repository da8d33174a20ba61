// What the tree's own scripts do that a pipeline's steps run: tests and builds.
//
// A step that only says "./build.sh" may run the tests in it. No specification;
// a script is read as formats/shell.h reads a step. Any thread.

#pragma once

#include <vector>

#include "model/pipeline.h"
#include "source/tree.h"

namespace avouch::collect {

// Adds to each step the tests and builds of the scripts that it runs, and of those
// that they run; each deed's place is in the script. What a script publishes or
// fetches is not added: whether it does so on this run, its own conditions say.
void FollowScripts(const source::Tree& tree, std::vector<model::Pipeline>& pipelines);

}  // namespace avouch::collect
