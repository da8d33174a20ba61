// Locks that .dockerignore keeps out of the images that install from them.
//
// Spec: docs.docker.com, ".dockerignore files". Reads through source::Tree. Any thread.

#pragma once

#include <vector>

#include "model/container.h"
#include "model/pipeline.h"
#include "source/tree.h"

namespace avouch::collect {

// Installs of recipes whose tool takes whatever is newest where its lock is missing are not held
// when the lock is not sent to the build: `locked` no more, and their text says so. Contexts are
// those of `pipelines`, else the recipe's folder and the root.
void LoosenIgnoredLocks(const source::Tree& tree, const std::vector<model::Pipeline>& pipelines,
                        std::vector<model::Dockerfile>& dockerfiles);

}  // namespace avouch::collect
