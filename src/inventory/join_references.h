// What a source names beside its lock files: submodules, copies of others'
// code, scripts that pages load, actions and images that build it, base images
// that it ships in.
//
// One thread.

#pragma once

#include <vector>

#include "inventory/collection.h"
#include "model/component.h"
#include "model/container.h"
#include "model/pipeline.h"

namespace avouch::inventory {

void JoinSubmodules(const std::vector<model::Submodule>& submodules, Collection& parts);
void JoinVendored(const std::vector<model::VendoredTree>& vendored, Collection& parts);
void JoinScripts(const std::vector<model::BrowserScript>& scripts, Collection& parts);
void JoinPipelines(const model::PipelineFacts& pipelines, Collection& parts);
// Of each stage, whether the image holds it: the last one is what is kept, and what it is made
// from.
[[nodiscard]] std::vector<char> KeptStages(const model::Dockerfile& file);
void JoinContainers(const model::ContainerFacts& containers, Collection& parts);

}  // namespace avouch::inventory
