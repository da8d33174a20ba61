// Who is reached by a job, a Dockerfile or a compose file: rule 7 as a join.
//
// Computed once from pipelines, containers and the release rule; pure. A job
// reaches a release when it publishes, deploys or signs the product, when a job
// that does waits for it or calls it, when it holds write permission over
// content, packages, deployments or identity, or uses a secret that is not the
// forge's own token. Documentation pages are a by-product and no release; a
// deployment to a cluster that the same job starts is a test. Any thread.

#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>

#include "claims/facts.h"

namespace avouch::claims {

struct Reaches {
  std::map<std::pair<Path, std::string>, model::Reach> jobs;  // (pipeline, job id)
  std::map<std::pair<Path, std::string>, std::string> why;    // The same; one line
  std::map<Path, model::Reach> dockerfiles;
  std::map<Path, std::string> dockerfile_why;
  std::set<std::pair<Path, std::string>> publishing;  // Jobs that publish or deploy the product

  std::set<std::pair<Path, std::string>> gates;  // Jobs that one of those waits for

  [[nodiscard]] model::Reach OfJob(const Path& pipeline, const std::string& job) const;
  [[nodiscard]] model::Reach OfDockerfile(const Path& path) const;
  // As its Dockerfile; a stage named for tests or development is no more than that.
  [[nodiscard]] model::Reach OfStage(const model::Dockerfile& dockerfile,
                                     const model::Stage& stage) const;
};

[[nodiscard]] Reaches ComputeReach(const Facts& facts);

// Named for tests or development: "test", "ci-tests", "dev". Such a stage is built
// for its own sake and is not what customers get.
[[nodiscard]] bool IsTestStage(const model::Stage& stage);

// When a job runs: what is written for it, else for its pipeline.
[[nodiscard]] inline const std::vector<model::Trigger>& TriggersOf(const model::Pipeline& pipeline,
                                                                   const model::Job& job) {
  return job.triggers.empty() ? pipeline.triggers : job.triggers;
}

// A deed that publishes or deploys the product itself, not its documentation
// and not to a cluster that dies with the job or an environment named for tests.
[[nodiscard]] bool IsRelease(const model::Job& job, const model::Deed& deed);

}  // namespace avouch::claims
