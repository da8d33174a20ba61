// What builds refer to and do, each with its reach: actions, images, downloads,
// packages and commands of pipelines and of container recipes.
//
// A line that many jobs share is visited once, with the widest reach among them.
// Pure; any thread.

#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/text.h"
#include "claims/check.h"

namespace avouch::claims {

// A release may be what it reaches.
inline bool Weighs(model::Reach reach) {
  return reach == model::Reach::kRelease || reach == model::Reach::kUnknown;
}

// Things of one kind that stay open: how many, and one of them with its place.
struct LeftOpen {
  long long count = 0;
  std::string example;

  void Add(const model::Reference& reference) {
    if (count++ == 0)
      example = reference.text + " at " + reference.place.path.bytes + ":" +
                std::to_string(reference.place.line);
  }
  // "3 images decided by a variable, ${{ matrix.image }} at ... among them"
  [[nodiscard]] std::string Say(std::string_view thing, std::string_view what) const {
    return Count(thing, count) + std::string(what) + ", " + example +
           (count > 1 ? " among them" : "");
  }
};

// The wider, the more.
inline int ReachRank(model::Reach reach) {
  return reach == model::Reach::kRelease       ? 3
         : reach == model::Reach::kUnknown     ? 2
         : reach == model::Reach::kDevelopment ? 1
                                               : 0;
}

// What tells two things of one line apart that read alike: "make build" calls, and builds; one line
// that two steps share obeys its lock in one of them.
inline std::pair<int, int> SortOf(const model::Reference& reference) {
  return {static_cast<int>(reference.kind), static_cast<int>(reference.pin)};
}
inline std::pair<int, int> SortOf(const model::Deed& deed) {
  return {static_cast<int>(deed.kind), (deed.locked ? 1 : 0) + (deed.tolerated ? 2 : 0)};
}

// A line that many jobs share is one thing, with the widest reach among them.
template <class Thing>
class SharedLines {
 public:
  void Add(const Thing& thing, model::Reach reach) {
    auto [at, fresh] = index_.try_emplace(
        {thing.place.path, thing.place.line, thing.text, SortOf(thing)}, all_.size());
    if (fresh)
      all_.push_back({&thing, reach});
    else if (ReachRank(reach) > ReachRank(all_[at->second].second))
      all_[at->second].second = reach;
  }
  [[nodiscard]] const std::vector<std::pair<const Thing*, model::Reach>>& all() const {
    return all_;
  }

 private:
  std::map<std::tuple<Path, int, std::string, std::pair<int, int>>, std::size_t> index_;
  std::vector<std::pair<const Thing*, model::Reach>> all_;
};

// The files that say what builds do: pipelines, what they include, container recipes. What stands
// in another file, a script or a target, was reached by a call: whether this run gets there, its
// own conditions say, so that nothing in it makes a claim not met.
class Definitions {
 public:
  explicit Definitions(const Facts& facts) {
    for (const auto& pipeline : facts.pipelines.value.pipelines) {
      files_.insert(pipeline.path);
      for (const auto& job : pipeline.jobs) {
        files_.insert(job.place.path);
        for (const auto& step : job.steps) files_.insert(step.place.path);
      }
    }
    for (const auto& dockerfile : facts.containers.value.dockerfiles)
      files_.insert(dockerfile.path);
  }
  [[nodiscard]] bool Hold(const model::Place& place) const { return files_.contains(place.path); }

 private:
  std::set<Path> files_;
};

// Calls visit(reference, reach) for every reference in pipelines.
template <class Visit>
void EachPipelineReference(const Inputs& in, Visit visit) {
  SharedLines<model::Reference> shared;
  for (const auto& pipeline : in.facts.pipelines.value.pipelines) {
    // What is included stands beside all jobs and can change each of them.
    model::Reach widest =
        pipeline.jobs.empty() ? model::Reach::kUnknown : model::Reach::kDevelopment;
    for (const auto& job : pipeline.jobs) {
      model::Reach reach = in.reach.OfJob(pipeline.path, job.id);
      if (ReachRank(reach) > ReachRank(widest)) widest = reach;
      for (const auto& image : job.images) shared.Add(image, reach);
      if (job.calls) shared.Add(*job.calls, reach);
      for (const auto& step : job.steps) {
        if (step.uses) shared.Add(*step.uses, reach);
        for (const auto& reference : step.references) shared.Add(reference, reach);
      }
    }
    for (const auto& include : pipeline.includes) shared.Add(include, widest);
  }
  for (const auto& [reference, reach] : shared.all()) visit(*reference, reach);
}

// Calls visit(setting, reach) for every variable that pipelines, jobs and steps set.
template <class Visit>
void EachSetting(const Inputs& in, Visit visit) {
  for (const auto& pipeline : in.facts.pipelines.value.pipelines) {
    model::Reach widest =
        pipeline.jobs.empty() ? model::Reach::kUnknown : model::Reach::kDevelopment;
    for (const auto& job : pipeline.jobs) {
      const model::Reach reach = in.reach.OfJob(pipeline.path, job.id);
      if (ReachRank(reach) > ReachRank(widest)) widest = reach;
      for (const auto& setting : job.variables) visit(setting, reach);
      for (const auto& step : job.steps)
        for (const auto& setting : step.environment) visit(setting, reach);
    }
    for (const auto& setting : pipeline.variables) visit(setting, widest);
  }
}

// Calls visit(deed, reach) for every deed in pipelines.
template <class Visit>
void EachPipelineDeed(const Inputs& in, Visit visit) {
  SharedLines<model::Deed> shared;
  for (const auto& pipeline : in.facts.pipelines.value.pipelines)
    for (const auto& job : pipeline.jobs)
      for (const auto& step : job.steps)
        for (const auto& deed : step.deeds) shared.Add(deed, in.reach.OfJob(pipeline.path, job.id));
  for (const auto& [deed, reach] : shared.all()) visit(*deed, reach);
}

template <class Visit>
void EachReference(const Inputs& in, Visit visit) {
  EachPipelineReference(in, visit);
  for (const auto& dockerfile : in.facts.containers.value.dockerfiles) {
    for (const auto& stage : dockerfile.stages) {
      model::Reach reach = in.reach.OfStage(dockerfile, stage);
      visit(stage.base, reach);
      for (const auto& reference : stage.references) visit(reference, reach);
    }
  }
}

}  // namespace avouch::claims
