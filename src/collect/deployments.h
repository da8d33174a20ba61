// What a tree deploys: Kubernetes manifests, kustomizations, values of Helm charts.
//
// Source: formats/deployment.h. They have no names of their own, but for the last two: each YAML
// file that no other reader takes is told by its bytes. Reads through source::Tree; any number of
// threads gives the same.

#pragma once

#include <vector>

#include "collect/origin.h"
#include "model/container.h"
#include "model/evidence.h"
#include "model/product.h"
#include "source/tree.h"

namespace avouch::collect {

struct Deployments {
  std::vector<model::Compose> found;  // Those that name an image, or say what is not read
  model::Coverage coverage;           // Of what is one, by its bytes or its name
};

// Own files that avouch.yaml does not exclude. A chart's templates are counted in a note of its
// values ("not read: 3 templates of this chart"): they are filled in when it is installed.
[[nodiscard]] Deployments FindDeployments(const source::Tree& tree, const Origins& origins,
                                          const model::Product& product, int threads);

}  // namespace avouch::collect
