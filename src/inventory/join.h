// What readers found in one source, joined to one inventory: each package once,
// with every place that names it, what needs what, and what it is there for.
//
// A package is the same when its purl is. What belongs to the source itself
// (members of a workspace, folders) is no part: what it needs, the subject
// needs. Pure; any thread.

#pragma once

#include "model/component.h"
#include "model/container.h"
#include "model/evidence.h"
#include "model/inventory.h"
#include "model/pipeline.h"

namespace avouch::inventory {

struct Found {
  model::ComponentFacts components;  // Is taken apart: whoever needs it no more moves it here
  const model::PipelineFacts& pipelines;
  const model::ContainerFacts& containers;
  const model::Coverage* coverage = nullptr;  // Of the components: what could not be read
  bool system = false;  // With what builds ask the machine for (inventory/join_system.h)
};

// Parts sorted by ecosystem, name and version; `notes` says what was left, in
// order.
[[nodiscard]] model::Inventory Join(Found found, model::Part subject);

}  // namespace avouch::inventory
