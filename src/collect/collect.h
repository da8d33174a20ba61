// Each blob once to the reader that wants it, and what they say put together:
// the facts of one source, family by family.
//
// Reads through source::Tree only; results do not depend on `threads`. One
// thread may call it at a time.

#pragma once

#include "base/result.h"
#include "collect/origin.h"
#include "model/automation.h"
#include "model/component.h"
#include "model/container.h"
#include "model/document.h"
#include "model/evidence.h"
#include "model/pipeline.h"
#include "model/product.h"
#include "model/tree.h"
#include "source/package_cache.h"
#include "source/tree.h"

namespace avouch::collect {

template <class T>
struct Read {
  T facts;
  model::Coverage coverage;
};

struct TreeReading {
  Read<model::TreeFacts> tree;
  Read<model::PipelineFacts> pipelines;
  Read<model::ContainerFacts> containers;
  Read<model::ComponentFacts> components;
  Read<model::AutomationFacts> automation;
  Read<model::DocumentFacts> documents;
  std::string manifest_name;  // Name that the root's manifest gives the product, or empty
};

// Never fails: what cannot be read is in the coverage of the family it touches.
// With `caches`, what poms and go.mod files need in their turn is told, too.
[[nodiscard]] TreeReading ReadTree(const source::Tree& tree, const model::Product& product,
                                   int threads, const source::PackageCaches* caches = nullptr);

}  // namespace avouch::collect
