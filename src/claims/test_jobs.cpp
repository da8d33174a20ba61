#include "claims/test_jobs.h"

#include <algorithm>

#include "claims/releases.h"
#include "model/image_recipe.h"

namespace avouch::claims {

using model::DeedKind;
using model::Job;
using model::Pipeline;

bool IsDoubtfulTest(const model::Deed& deed) {
  return deed.kind == DeedKind::kTest && !StartsACluster(deed) &&
         std::ranges::find(deed.arguments, model::kMayPass) != deed.arguments.end();
}

bool IsRealTest(const model::Deed& deed) {
  return deed.kind == DeedKind::kTest && !StartsACluster(deed) && !deed.tolerated &&
         !IsDoubtfulTest(deed);
}

bool TestsHere(const Job& job) {
  const Occasion occasion{&job, {}, {}, false};
  if (WhenRuns(job.condition, occasion) == RunsWhen::kNever) return false;
  for (const auto& step : job.steps)
    for (const auto& deed : step.deeds)
      if (IsRealTest(deed) && !step.continue_on_error &&
          WhenRuns(step.condition, occasion) != RunsWhen::kNever)
        return true;
  return false;
}

bool RunsUnread(const model::Deed& deed) {
  if (deed.kind != DeedKind::kCall) return false;
  // The build of an image tests nothing, whatever it is built from.
  if (std::ranges::find(deed.arguments, model::kUnreadRecipe) != deed.arguments.end()) return false;
  if (!deed.locked) return true;
  // Of a language of its own, of which installs alone are looked for.
  static constexpr std::string_view kUnread[] = {"mage", "nox",       "rake",  "invoke", "inv",
                                                 "gulp", "grunt",     "poe",   "ant",    "earthly",
                                                 "doit", "pyproject", "scons", "waf"};
  return std::ranges::find(kUnread, deed.tool) != std::end(kUnread);
}

const Pipeline* FindPipeline(const Inputs& in, const std::string& target) {
  for (const auto& pipeline : in.facts.pipelines.value.pipelines)
    if (pipeline.path.bytes == target ||
        (pipeline.system == model::CiSystem::kGithubAction && pipeline.path.folder() == target))
      return &pipeline;
  return nullptr;
}

}  // namespace avouch::claims
