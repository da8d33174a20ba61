// The templates of this tree that its Azure pipelines use, whatever they are called and
// wherever they lie: each a pipeline that runs when it is called.
//
// Each file is read once, at most formats::kMaxAzureTemplates of them. Any thread.

#pragma once

#include <vector>

#include "model/evidence.h"
#include "model/pipeline.h"
#include "model/product.h"
#include "source/tree.h"

namespace avouch::collect {

// Adds to `pipelines` those that its Azure pipelines name, and those that they name in
// turn; one that was read as a pipeline of its own is read again as what it is. Files
// that avouch.yaml excludes, that are not there or cannot be understood are left in
// `coverage`, with the reason. Returns the files read.
std::vector<Path> FollowAzureTemplates(const source::Tree& tree, const model::Product& product,
                                       std::vector<model::Pipeline>& pipelines,
                                       model::Coverage& coverage);

}  // namespace avouch::collect
