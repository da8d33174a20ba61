// What builds of images are told, held against the tree: the recipes they name, whatever those are
// called, what they put in the place of ARGs, and what bake and compose files say.
//
// Reads through source::Tree, each file once; linear in the builds. One thread.

#pragma once

#include <set>
#include <vector>

#include "collect/recipes.h"
#include "model/container.h"
#include "model/pipeline.h"
#include "source/tree.h"

namespace avouch::collect {

// For each build of an image in `pipelines`: its recipe is among the Dockerfiles where the tree has
// it, and else a call with model::kUnreadRecipe says which is not read. Where an argument of the
// build decides an image that the recipe's own default holds to a digest, the step refers to what
// the argument says. A bake stands as the builds of its targets, too. A recipe that is written in a
// bake or a compose file is what the step does. Returns the compose files that were built from.
std::set<Path> FollowImageBuilds(const source::Tree& tree, Recipes& recipes,
                                 std::vector<model::Pipeline>& pipelines,
                                 model::ContainerFacts& containers);

// The same for builds that scripts, targets and release recipes of the tree make, and for compose
// files that are not among `followed` and not named for trying out: what their arguments decide is
// among the references of the recipe, and a recipe written in a compose file is one of its own.
// What is no file here stays unsaid.
void FollowOtherBuilds(const source::Tree& tree, Recipes& recipes,
                       const std::vector<model::Deed>& made, const std::set<Path>& followed,
                       model::ContainerFacts& containers);

}  // namespace avouch::collect
