// The GitLab pipelines of a tree: the root's .gitlab-ci.yml with the files that it
// includes, and the child pipelines that its jobs start, each with its own.
//
// Only what is included is read, whatever it is called and wherever it lies; each
// file once, at most formats::kMaxGitlabFiles of them. Any thread.

#pragma once

#include <vector>

#include "model/evidence.h"
#include "model/pipeline.h"
#include "model/product.h"
#include "source/tree.h"

namespace avouch::collect {

struct GitlabReading {
  std::vector<model::Pipeline> pipelines;  // The root's first
  std::vector<Path> files;                 // Read for them
  model::Coverage coverage;                // Of the root's file and all that is included
};

// What `.gitlab-ci.yml` at `root` leads to. Files that avouch.yaml excludes, that
// are not there or cannot be understood are left, with the reason.
[[nodiscard]] GitlabReading ReadGitlab(const source::Tree& tree, const source::Entry& root,
                                       const model::Product& product);

}  // namespace avouch::collect
