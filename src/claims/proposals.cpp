// Claim 2.1.1: whose code the build environment runs.
//
// pull_request_target runs with this repository's secrets and its token; it was
// made for work that does not run what is proposed. A job that checks the
// proposal out and runs from it hands both to whoever opened it, unless somebody
// looks first. Shown, never deciding: a gate may stand where no file shows it.

#include <algorithm>
#include <set>

#include "base/text.h"
#include "claims/checks.h"
#include "model/deed_words.h"

namespace avouch::claims {
namespace {

using model::DeedKind;
using model::Event;
using model::Job;
using model::Pipeline;
using model::Step;

bool IsForOutsiders(const Pipeline& pipeline) {
  return pipeline.system == model::CiSystem::kGithubWorkflow &&
         std::any_of(pipeline.triggers.begin(), pipeline.triggers.end(),
                     [](const auto& t) { return t.event == Event::kPullRequestTarget; });
}

bool NamesProposal(std::string_view text) {
  for (std::string_view word :
       {"pull_request.head.sha", "pull_request.head.ref", "github.head_ref", "refs/pull/",
        "pull_request.merge_commit_sha", "pull_request.head.repo.full_name"})
    if (text.find(word) != text.npos) return true;
  return false;
}

// True when the step puts the proposed files into place.
bool TakesProposal(const Step& step) {
  if (step.uses && step.uses->name == "actions/checkout")
    return std::any_of(step.with.begin(), step.with.end(), [](const auto& setting) {
      return (setting.key == "ref" || setting.key == "repository") && NamesProposal(setting.value);
    });
  return step.run.find("gh pr checkout") != std::string::npos;
}

// True when the step runs what lies in the checkout.
bool RunsFromTree(const Step& step) {
  if (step.uses && step.uses->pin == model::Pin::kLocal) return true;
  return std::any_of(step.deeds.begin(), step.deeds.end(), [](const auto& deed) {
    switch (deed.kind) {
      case DeedKind::kInstall:  // Unless it is a tool of somebody else's alone
        return !model::Says(deed, model::kByAction) && !model::Says(deed, model::kUnlessListed);
      case DeedKind::kTest:
      case DeedKind::kLint:
      case DeedKind::kBuild:
      case DeedKind::kBuildImage:
      case DeedKind::kFuzz:
      case DeedKind::kCall:
        return true;
      default:
        return false;
    }
  });
}

// Conditions under which a fork's proposal does not get here, or not unseen.
bool KeepsForksOut(std::string_view condition) {
  if (condition.find("head.repo.full_name == github.repository") != condition.npos) return true;
  if (condition.find("head.repo.fork == false") != condition.npos) return true;
  if (condition.find("!github.event.pull_request.head.repo.fork") != condition.npos) return true;
  for (std::string_view word :
       {"author_association", "github.actor ==", "user.login ==", "pull_request.merged", "label"})
    if (condition.find(word) != condition.npos) return true;
  return false;
}

struct Way {
  bool secrets = false;
  std::string gate;  // What it waits for first, in words; empty = nothing seen
};

class Seeker {
 public:
  Seeker(const Inputs& in, Examination& examination) : in_(in), examination_(examination) {}

  void See(const Pipeline& pipeline) {
    found_ = false;
    for (const auto& job : pipeline.jobs) Follow(pipeline, job, {}, 0);
    if (!found_) examination_.Good();
  }

 private:
  static bool MayWrite(const Job& job) {
    return !job.permissions.written || job.permissions.write_all || !job.permissions.write.empty();
  }

  void Follow(const Pipeline& pipeline, const Job& job, Way way, int depth) {
    if (depth > 4 || KeepsForksOut(job.condition)) return;
    way.secrets |= job.inherits_secrets ||
                   std::any_of(job.secrets.begin(), job.secrets.end(),
                               [](const auto& name) { return name != "GITHUB_TOKEN"; });
    if (way.gate.empty() && !job.environment.empty()) way.gate = "environment " + job.environment;
    if (way.gate.empty() && !job.needs.empty()) way.gate = "job " + Join(job.needs, ", ");
    if (job.calls && job.calls->pin == model::Pin::kLocal) {
      std::string target = ResolvePath("", job.calls->name);
      for (const auto& called : in_.facts.pipelines.value.pipelines)
        if (called.path.bytes == target)
          for (const auto& inner : called.jobs) Follow(called, inner, way, depth + 1);
    }
    if (way.secrets || MayWrite(job)) Read(pipeline, job, way);
  }

  void Read(const Pipeline& pipeline, const Job& job, const Way& way) {
    const Step* taken = nullptr;
    for (const auto& step : job.steps) {
      if (KeepsForksOut(step.condition)) continue;
      if (TakesProposal(step)) {
        taken = &step;
      } else if (taken != nullptr && RunsFromTree(step)) {
        found_ = true;
        if (!told_.insert(taken->place).second) return;
        examination_.Bad(taken->place,
                         "job " + job.id + " runs what is proposed, with " +
                             (way.secrets ? "secrets" : "a token that may write") +
                             (way.gate.empty() ? "; nothing here stands before it"
                                               : "; it waits for " + way.gate),
                         in_.reach.OfJob(pipeline.path, job.id),
                         "run proposals on pull_request, which has neither", 30, Weight::kListed);
        return;
      }
    }
  }

  const Inputs& in_;
  Examination& examination_;
  std::set<model::Place> told_;
  bool found_ = false;
};

}  // namespace

void ExamineProposals(const Inputs& in, Examination& examination) {
  examination.Uses("pipelines");
  Seeker seeker(in, examination);
  for (const auto& pipeline : in.facts.pipelines.value.pipelines)
    if (IsForOutsiders(pipeline)) seeker.See(pipeline);
  auto bad = static_cast<long long>(examination.findings().size());
  if (bad == 0) return;
  examination.Missing("that somebody looks before an outsider's code runs with this authority");
  examination.Headline("code that outsiders propose runs with this repository's authority");
  examination.Remedy("run proposals on pull_request; keep secrets for what is merged", 30);
}

}  // namespace avouch::claims
