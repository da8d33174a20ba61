// Claims 1.3.2 and 3.5.2: a release waits for the tests.
//
// Definitions are intentions: they can show that a release does not wait for
// tests; that tests passed only results can show.

#include <algorithm>
#include <set>

#include "base/text.h"
#include "claims/checks.h"
#include "claims/test_jobs.h"

namespace avouch::claims {
namespace {

using model::DeedKind;
using model::Event;
using model::Job;
using model::Pipeline;
using model::Reach;

// What a publishing job is known to wait for.
enum class Waits { kNo, kYes, kUnknown };

bool OnlyOn(const std::vector<model::Trigger>& triggers, Event event) {
  return !triggers.empty() && std::all_of(triggers.begin(), triggers.end(),
                                          [&](const auto& t) { return t.event == event; });
}

bool OnlyOnProposals(const Pipeline& pipeline) {
  return OnlyOn(pipeline.triggers, Event::kPullRequest);
}

// It goes on whatever became of the jobs that it needs.
bool RunsAnyway(const Job& job) {
  for (std::string_view word :
       {"always()", "!cancelled()", "failure()", "succeededOrFailed()", "when: always"})
    if (job.condition.find(word) != std::string::npos) return true;
  return false;
}

bool IncludesOthers(const Pipeline& pipeline) {
  // An orb brings no job that a workflow does not name.
  if (pipeline.system == model::CiSystem::kCircleci) return false;
  return std::any_of(pipeline.includes.begin(), pipeline.includes.end(),
                     [](const auto& include) { return include.pin != model::Pin::kLocal; });
}

// A queue that tests before it merges stands before the branches that this
// pipeline publishes from. Whether they take only what passed, the forge knows.
bool IsBehindAQueue(const Inputs& in, const Pipeline& pipeline) {
  bool pushes = false;
  for (const auto& trigger : pipeline.triggers) {
    if (trigger.event == Event::kManual) continue;
    if (trigger.event == Event::kRelease) {  // A person makes it, of what was merged.
      pushes = true;
      continue;
    }
    if (trigger.event != Event::kPush || trigger.branches.empty()) return false;
    for (const auto& branch : trigger.branches)
      if (branch.find('*') != std::string::npos) return false;
    pushes = true;
  }
  if (!pushes) return false;
  for (const auto& other : in.facts.pipelines.value.pipelines) {
    if (std::none_of(other.triggers.begin(), other.triggers.end(),
                     [](const auto& t) { return t.text == "merge_group"; }))
      continue;
    for (const auto& job : other.jobs) {
      if (TestsHere(job)) return true;
      if (!job.calls || job.calls->pin != model::Pin::kLocal) continue;
      if (const Pipeline* called = FindPipeline(in, ResolvePath("", job.calls->name)))
        for (const auto& inner : called->jobs)
          if (TestsHere(inner)) return true;
    }
  }
  return false;
}

// Follows needs, local calls and local actions; a call out of the tree is unknown.
class Follower {
 public:
  explicit Follower(const Inputs& in) : in_(in) {}

  Waits Follow(const Pipeline& pipeline, const Job& job) {
    if (!seen_.insert({pipeline.path, job.id}).second || seen_.size() > 2000) return Waits::kNo;
    if (TestsHere(job)) return Waits::kYes;
    bool unknown = false;
    auto take = [&](Waits waits) {
      unknown |= waits == Waits::kUnknown;
      return waits == Waits::kYes;
    };
    for (const auto& step : job.steps) {
      for (const auto& deed : step.deeds)
        // A build tool's own target may run the tests: make release, gradle build.
        unknown |= (deed.kind == DeedKind::kBuild && MayTest(deed)) ||
                   (deed.kind == DeedKind::kCall && !deed.locked);  // Whether it tests, is not seen
      unknown |= step.uses && IsOthersCode(*step.uses);
      if (step.uses && step.uses->pin == model::Pin::kLocal && take(Into(step.uses->name)))
        return Waits::kYes;
    }
    if (job.calls) {
      if (job.calls->pin != model::Pin::kLocal)
        unknown = true;
      else if (take(Into(job.calls->name)))
        return Waits::kYes;
    }
    if (take(Needs(pipeline, job))) return Waits::kYes;
    for (const auto& trigger : pipeline.triggers) {
      if (trigger.event == Event::kAfter && take(AfterWorkflows(trigger))) return Waits::kYes;
      if (trigger.event == Event::kCalled && take(Callers(pipeline))) return Waits::kYes;
    }
    return unknown ? Waits::kUnknown : Waits::kNo;
  }

 private:
  // The jobs that must have succeeded before this one starts.
  Waits Needs(const Pipeline& pipeline, const Job& job) {
    // Its own condition may ask for their results.
    if (RunsAnyway(job))
      return job.condition.find("needs.") != std::string::npos ? Waits::kUnknown : Waits::kNo;
    // Jobs out of the tree stand in stages too.
    Waits best = IncludesOthers(pipeline) ? Waits::kUnknown : Waits::kNo;
    for (const auto& id : job.needs)
      for (const auto& other : pipeline.jobs) {
        if (other.id != id) continue;
        Waits waits = Needed(pipeline, job, other);
        if (waits == Waits::kYes) return waits;
        if (waits == Waits::kUnknown) best = waits;
      }
    return best;
  }
  // A job whose failure is let pass is waited for only for what it needs itself.
  Waits Needed(const Pipeline& pipeline, const Job& job, const Job& other) {
    if (other.continue_on_error) {
      if (!passed_.insert({pipeline.path, other.id}).second) return Waits::kNo;
      return Needs(pipeline, other);
    }
    Waits waits = Follow(pipeline, other);
    // GitLab leaves a job out when its rules do not hold, and goes on without it; what
    // others do with a condition of their own is not worked out here.
    bool may_miss = pipeline.system != model::CiSystem::kGithubWorkflow &&
                    pipeline.system != model::CiSystem::kGithubAction && !other.condition.empty() &&
                    other.condition != job.condition;
    return waits == Waits::kYes && may_miss ? Waits::kUnknown : waits;
  }
  static bool MayTest(const model::Deed& deed) {
    static constexpr std::string_view kOpaque[] = {
        "make", "gradle", "gradlew", "mvn", "mvnw", "just",   "task", "bazel", "nx",   "npm",
        "yarn", "pnpm",   "tox",     "nox", "rake", "invoke", "sbt",  "ant",   "mage", "turbo"};
    return std::find(std::begin(kOpaque), std::end(kOpaque), deed.tool) != std::end(kOpaque);
  }
  // An orb's command or another repository's template: steps that are not in this tree.
  static bool IsOthersCode(const model::Reference& uses) {
    return uses.pin != model::Pin::kLocal && (uses.kind == model::ReferenceKind::kInclude ||
                                              uses.kind == model::ReferenceKind::kReusableWorkflow);
  }
  Waits Into(const std::string& text) {
    const Pipeline* target = FindPipeline(in_, ResolvePath("", text));
    if (target == nullptr) return Waits::kUnknown;
    return All(*target);
  }
  Waits All(const Pipeline& pipeline) {
    Waits best = Waits::kNo;
    for (const auto& job : pipeline.jobs) {
      Waits waits = Follow(pipeline, job);
      if (waits == Waits::kYes) return waits;
      if (waits == Waits::kUnknown) best = waits;
    }
    return best;
  }
  Waits AfterWorkflows(const model::Trigger& trigger) {
    for (const auto& name : trigger.workflows)
      for (const auto& pipeline : in_.facts.pipelines.value.pipelines)
        if (pipeline.name == name && All(pipeline) == Waits::kYes) return Waits::kYes;
    return Waits::kUnknown;
  }
  // A called workflow waits for what its caller's job waits for. Callers that only
  // run on proposed changes publish nothing.
  Waits Callers(const Pipeline& called) {
    bool any = false, no = false, unknown = false;
    for (const auto& pipeline : in_.facts.pipelines.value.pipelines) {
      if (OnlyOnProposals(pipeline)) continue;
      for (const auto& job : pipeline.jobs) {
        if (!job.calls || job.calls->pin != model::Pin::kLocal) continue;
        if (ResolvePath("", job.calls->name) != called.path.bytes) continue;
        if (OnlyOn(TriggersOf(pipeline, job), Event::kPullRequest)) continue;
        any = true;
        Waits best = Needs(pipeline, job);
        bool by_itself =
            std::any_of(pipeline.triggers.begin(), pipeline.triggers.end(), [](const auto& t) {
              return t.event != Event::kPullRequest && t.event != Event::kManual &&
                     t.event != Event::kCalled;
            });
        if (best == Waits::kNo && (!by_itself || IsBehindAQueue(in_, pipeline)))
          best = Waits::kUnknown;
        no |= best == Waits::kNo;
        unknown |= best == Waits::kUnknown;
      }
    }
    if (!any || (!no && unknown)) return Waits::kUnknown;
    return no ? Waits::kNo : Waits::kYes;
  }

  const Inputs& in_;
  std::set<std::pair<Path, std::string>> seen_, passed_;
};

bool OnlyManual(const Pipeline& pipeline) {
  return !pipeline.triggers.empty() &&
         std::all_of(pipeline.triggers.begin(), pipeline.triggers.end(),
                     [](const auto& t) { return t.event == Event::kManual; });
}

// Started by hand alone, itself or whatever calls it.
bool OnlyByHand(const Inputs& in, const Pipeline& pipeline, int depth = 0) {
  bool called = false;
  for (const auto& trigger : pipeline.triggers) {
    if (trigger.event != Event::kManual && trigger.event != Event::kCalled) return false;
    called |= trigger.event == Event::kCalled;
  }
  if (!called || depth > 8) return OnlyManual(pipeline);
  bool any = false;
  for (const auto& other : in.facts.pipelines.value.pipelines)
    for (const auto& job : other.jobs) {
      if (!job.calls || job.calls->pin != model::Pin::kLocal) continue;
      if (ResolvePath("", job.calls->name) != pipeline.path.bytes || OnlyOnProposals(other))
        continue;
      any = true;
      if (!OnlyByHand(in, other, depth + 1)) return false;
    }
  return any;
}

const model::Deed* ReleaseDeed(const Job& job) {
  for (const auto& step : job.steps)
    for (const auto& deed : step.deeds)
      if (IsRelease(job, deed)) return &deed;
  return nullptr;
}

// The forge holds what this pipeline uploads as a draft until a person publishes it.
bool LeavesADraft(const Pipeline& pipeline, const model::Deed& deed) {
  if (deed.tool != "gh") return false;
  bool draft = false;
  for (const auto& job : pipeline.jobs)
    for (const auto& step : job.steps) {
      for (const auto& setting : step.with)
        draft |= (setting.key == "draft" || setting.key == "isDraft") && setting.value == "true";
      for (const auto& other : step.deeds)
        draft |= other.tool == "gh" && (other.text + " ").find(" --draft ") != std::string::npos;
      if (step.run.find("--draft=false") != std::string::npos) return false;
    }
  return draft;
}

}  // namespace

void ExamineGate(const Inputs& in, Examination& examination) {
  examination.Uses("pipelines");
  // Without tests in sight anywhere there is nothing a release could wait for
  // here: that is absence, said by the check on changes.
  bool tests = false;
  for (const auto& pipeline : in.facts.pipelines.value.pipelines)
    for (const auto& job : pipeline.jobs) tests |= TestsHere(job);
  for (const auto& pipeline : in.facts.pipelines.value.pipelines) {
    if (pipeline.system == model::CiSystem::kGithubAction) continue;
    for (const auto& job : pipeline.jobs) {
      const model::Deed* deed = ReleaseDeed(job);
      if (deed == nullptr || !in.reach.publishing.contains({pipeline.path, job.id})) continue;
      Waits waits = Follower(in).Follow(pipeline, job);
      if (waits == Waits::kNo && IsBehindAQueue(in, pipeline)) waits = Waits::kUnknown;
      if (waits == Waits::kYes) {
        examination.Good();
        examination.Witness("job " + job.id + " publishes after tests", job.place);
        continue;
      }
      bool by_hand =
          job.triggers.empty() ? OnlyByHand(in, pipeline) : OnlyOn(job.triggers, Event::kManual);
      bool draft = LeavesADraft(pipeline, *deed);
      if (waits == Waits::kUnknown || !tests || by_hand || draft) {
        examination.Missing(tests
                                ? "what job " + job.id + " of " + pipeline.path.bytes + " waits for"
                                : "tests that a release could wait for");
        if ((by_hand || draft) && tests)
          examination.Bad(
              deed->place,
              std::string(draft ? "leaves a draft for a person to publish" : "started by hand") +
                  ", waits for no test here: " + deed->text,
              Reach::kRelease, "let it wait for the tests", 15, Weight::kListed);
        continue;
      }
      examination.Bad(deed->place, "job " + job.id + ": " + deed->text, Reach::kRelease,
                      "add needs: with the test job, or call the tests first", 15);
    }
  }
  long long bad = examination.of() - examination.good();
  if (bad > 0) {
    examination.Headline(Count("publishing step", bad) + (bad == 1 ? " does" : " do") +
                         " not wait for the tests");
    examination.Remedy("let the publishing job need the test job", 15);
  }
  if (examination.of() == 0) examination.Missing("a definition that publishes releases");
}

}  // namespace avouch::claims
