#include "claims/gate_waits.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "claims/test_jobs.h"

namespace avouch::claims {
namespace {

using model::DeedKind;
using model::Event;
using model::Job;
using model::Pipeline;

bool IncludesOthers(const Pipeline& pipeline) {
  // An orb brings no job that a workflow does not name.
  if (pipeline.system == model::CiSystem::kCircleci) return false;
  return std::any_of(pipeline.includes.begin(), pipeline.includes.end(),
                     [](const auto& include) { return include.pin != model::Pin::kLocal; });
}

// Follows needs, local calls and local actions; a call out of the tree is unknown.
class Follower {
 public:
  explicit Follower(const Inputs& in) : in_(in) {}

  Waits Release(const Pipeline& pipeline, const Job& job, const ReleaseStep& release) {
    release_ = &release;
    beside_ = {job.condition, release.step->condition};
    return Follow(pipeline, job);
  }

 private:
  Waits Follow(const Pipeline& pipeline, const Job& job) {
    if (!seen_.insert({pipeline.path, job.id}).second || seen_.size() > 2000) return Waits::kNo;
    const bool own = release_->job == &job;
    Waits best = OwnSteps(pipeline, job);
    const auto take = [&](Waits waits) {
      if (best == Waits::kNo || waits == Waits::kYes) best = waits;
      return best == Waits::kYes;
    };
    if (best == Waits::kYes) return best;
    if (job.calls &&
        take(job.calls->pin == model::Pin::kLocal ? Into(job.calls->name) : Waits::kUnknown))
      return best;
    if (take(Needs(pipeline, job))) return best;
    for (const auto& trigger : pipeline.triggers) {
      if (trigger.event == Event::kAfter &&
          take(AfterWorkflows(trigger, job, own ? release_->step->condition : "")))
        return best;
      if (trigger.event == Event::kCalled && take(CalledOnly(pipeline, Callers(pipeline))))
        return best;
    }
    return best;
  }

  // What stands in the job itself: of the one that publishes, before it does.
  Waits OwnSteps(const Pipeline& pipeline, const Job& job) {
    const bool own = release_->job == &job;
    Occasion occasion{&job, {}, beside_, own};
    for (const auto& trigger : TriggersOf(pipeline, job))
      if (trigger.event != Event::kPullRequest) occasion.triggers.push_back(trigger);
    Waits best = Waits::kNo;
    for (const auto& step : job.steps) {
      const bool last = (own && release_->step == &step) || (inside_ && Holds(step));
      Waits waits = OfStep(step, last);
      const RunsWhen when = last ? RunsWhen::kAlways : WhenRuns(step.condition, occasion);
      if (when == RunsWhen::kNever) waits = Waits::kNo;
      if (when == RunsWhen::kUnknown && waits == Waits::kYes) waits = Waits::kUnknown;
      if (best != Waits::kYes && waits != Waits::kNo) best = waits;
      if (best == Waits::kYes || last) break;
    }
    // It publishes whatever became of the steps before, unless it asks for that itself.
    if (own && RunsAnyway(release_->step->condition) && best != Waits::kNo)
      return release_->step->condition.find("steps.") != std::string::npos ? Waits::kUnknown
                                                                           : Waits::kNo;
    return best;
  }

  Waits OfStep(const model::Step& step, bool last) {
    if (step.continue_on_error && !last) return Waits::kNo;
    Waits best = RunsAVariable(step) ? Waits::kUnknown : Waits::kNo;
    for (const auto& deed : step.deeds) {
      if (last && &deed == release_->deed) {
        const Waits first = RunsFirst(step, deed);
        return first == Waits::kYes || best == Waits::kNo ? first : best;
      }
      if (IsRealTest(deed)) return Waits::kYes;
      // A build tool's own target may run the tests: make release, gradle build.
      if ((deed.kind == DeedKind::kBuild && MayTest(deed)) || RunsUnread(deed) ||
          IsDoubtfulTest(deed))
        best = Waits::kUnknown;
    }
    if (last && step.uses && step.uses->pin == model::Pin::kLocal) {
      const Waits before = BeforeIt(step.uses->name);
      return before == Waits::kNo ? best : before;
    }
    if (last || !step.uses) return best;
    if (IsOthersCode(*step.uses)) best = Waits::kUnknown;
    if (step.uses->pin != model::Pin::kLocal) return best;
    const Waits inside = Into(step.uses->name);
    return inside == Waits::kNo ? best : inside;
  }

  // The release is in this step, or in an action of this tree that it uses.
  bool Holds(const model::Step& step, int depth = 0) const {
    for (const auto& deed : step.deeds)
      if (&deed == release_->deed) return true;
    if (!step.uses || step.uses->pin != model::Pin::kLocal || depth > 8) return false;
    const Pipeline* action = FindPipeline(in_, ResolvePath("", step.uses->name));
    if (action == nullptr) return false;
    for (const auto& job : action->jobs)
      for (const auto& inner : job.steps)
        if (Holds(inner, depth + 1)) return true;
    return false;
  }

  // What an action that publishes does before that.
  Waits BeforeIt(const std::string& name) {
    const Pipeline* action = FindPipeline(in_, ResolvePath("", name));
    if (action == nullptr || !seen_.insert({action->path, "before"}).second) return Waits::kNo;
    inside_ = true;
    Waits best = Waits::kNo;
    for (const auto& job : action->jobs)
      if (const Waits waits = OwnSteps(*action, job); waits != Waits::kNo) best = waits;
    inside_ = false;
    return best;
  }

  // "$RUNNER test": what a variable names, and nothing in the file says.
  static bool RunsAVariable(const model::Step& step) {
    bool goes_on = false;  // The line is the end of the one before
    for (auto line : Split(step.run, '\n')) {
      line = Trim(line);
      const bool part = goes_on;
      goes_on = line.ends_with('\\');
      if (part) continue;
      if (line.starts_with('"')) line.remove_prefix(1);
      if (line.starts_with('$') && !line.starts_with("$(")) return true;
    }
    return false;
  }

  // The jobs that must have succeeded before this one starts.
  Waits Needs(const Pipeline& pipeline, const Job& job) {
    // Its own condition may ask for their results.
    if (RunsAnyway(job.condition))
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
  // What publishing runs first by itself: Maven the phases before that, np the tests, a package
  // manager of JavaScript's the scripts that package.json names for it, which stand behind it.
  static Waits RunsFirst(const model::Step& step, const model::Deed& deed) {
    const auto says = [&](std::string_view word) {
      return deed.text.find(word) != std::string::npos;
    };
    if (deed.tool == "mvn" && (says(" deploy") || says("release:p")))
      return says("skipTests") || says("maven.test.skip") ? Waits::kNo : Waits::kUnknown;
    if (deed.tool == "np")
      return says("--no-tests") || says("--yolo") ? Waits::kNo : Waits::kUnknown;
    if (deed.tool != "npm" && deed.tool != "pnpm" && deed.tool != "yarn") return Waits::kNo;
    for (const auto* other = &deed + 1; other < step.deeds.data() + step.deeds.size(); ++other) {
      if (other->place.path == deed.place.path && other->text != deed.text) break;
      if (other->place.path.name() == "package.json" && IsRealTest(*other)) return Waits::kYes;
    }
    return Waits::kNo;
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
  // After other workflows: whatever became of them, unless a condition asks.
  Waits AfterWorkflows(const model::Trigger& trigger, const Job& job, const std::string& of_step) {
    std::string asked = ReplaceAll(job.condition + "&&" + of_step, " ", "");
    asked = ReplaceAll(asked, "\"", "'");
    const bool green = asked.find("workflow_run.conclusion=='success'") != std::string::npos;
    const bool plain = asked.find("||") == std::string::npos;
    if (!green && !AsksHowItWent(job, asked)) return Waits::kNo;
    const auto held = std::move(beside_);
    beside_.clear();  // Another run, with a reference of its own
    Waits out = Waits::kUnknown;
    for (const auto& name : trigger.workflows)
      for (const auto& pipeline : in_.facts.pipelines.value.pipelines)
        if (pipeline.name == name && All(pipeline) == Waits::kYes) out = Waits::kYes;
    beside_ = held;
    return green && plain ? out : Waits::kUnknown;
  }
  static bool AsksHowItWent(const Job& job, const std::string& condition) {
    const auto asks = [](const std::string& text) {
      return text.find("conclusion") != std::string::npos;
    };
    if (asks(condition)) return true;
    return std::ranges::any_of(job.steps, [&](const model::Step& step) {
      return asks(step.run) || asks(step.condition) ||
             std::ranges::any_of(step.environment,
                                 [&](const auto& one) { return asks(one.value); });
    });
  }
  // What starts by itself too does not wait for those that call it.
  static Waits CalledOnly(const Pipeline& pipeline, Waits waits) {
    const bool also = std::ranges::any_of(pipeline.triggers, [](const auto& t) {
      return t.event == Event::kPush || t.event == Event::kTag || t.event == Event::kRelease ||
             t.event == Event::kSchedule;
    });
    return also && waits == Waits::kYes ? Waits::kUnknown : waits;
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
  const ReleaseStep* release_ = nullptr;
  std::vector<std::string> beside_;  // Conditions under which it publishes
  bool inside_ = false;              // Steps of the action that publishes are looked at
  std::set<std::pair<Path, std::string>> seen_, passed_;
};

}  // namespace

Waits WaitsFor(const Inputs& in, const Pipeline& pipeline, const ReleaseStep& release) {
  return Follower(in).Release(pipeline, *release.job, release);
}

bool OnlyOn(const std::vector<model::Trigger>& triggers, Event event) {
  return !triggers.empty() && std::all_of(triggers.begin(), triggers.end(),
                                          [&](const auto& t) { return t.event == event; });
}

bool OnlyOnProposals(const Pipeline& pipeline) {
  return OnlyOn(pipeline.triggers, Event::kPullRequest);
}

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

}  // namespace avouch::claims
