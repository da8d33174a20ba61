#include "claims/test_jobs.h"

namespace avouch::claims {

using model::DeedKind;
using model::Job;
using model::Pipeline;

bool IsRealTest(const model::Deed& deed) {
  return deed.kind == DeedKind::kTest && deed.tool != "kind" && !deed.tolerated;
}

bool TestsHere(const Job& job) {
  for (const auto& step : job.steps)
    for (const auto& deed : step.deeds)
      if (IsRealTest(deed) && !step.continue_on_error) return true;
  return false;
}

const Pipeline* FindPipeline(const Inputs& in, const std::string& target) {
  for (const auto& pipeline : in.facts.pipelines.value.pipelines)
    if (pipeline.path.bytes == target ||
        (pipeline.system == model::CiSystem::kGithubAction && pipeline.path.folder() == target))
      return &pipeline;
  return nullptr;
}

}  // namespace avouch::claims
