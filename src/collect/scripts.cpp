#include "collect/scripts.h"

#include "collect/called.h"

namespace avouch::collect {

std::vector<model::Deed> FollowCalls(const source::Tree& tree,
                                     std::vector<model::Pipeline>& pipelines,
                                     std::vector<model::Dockerfile>& dockerfiles) {
  Follower follower(tree);
  for (auto& pipeline : pipelines)
    for (auto& job : pipeline.jobs)
      for (auto& step : job.steps) {
        const bool tolerated = step.continue_on_error;
        follower.Settle(pipeline.path, step.deeds, step.references);
        if (tolerated)
          for (auto& deed : step.deeds) deed.tolerated = true;
      }
  for (auto& dockerfile : dockerfiles)
    for (auto& stage : dockerfile.stages)
      follower.Settle(dockerfile.path, stage.deeds, stage.references);
  return follower.builds();
}

}  // namespace avouch::collect
