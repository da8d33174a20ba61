// Claims 1.3.1 to 1.3.3 and 3.5.2: what definitions show of testing.
//
// Definitions are intentions: they can show that a release does not wait for
// tests; that tests passed only results can show.

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "claims/checks.h"

namespace avouch::claims {
namespace {

using model::DeedKind;
using model::Event;
using model::Job;
using model::Pipeline;
using model::Reach;

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
    if (pipeline.path.bytes == target || (pipeline.system == model::CiSystem::kGithubAction &&
                                          pipeline.path.folder() == target))
      return &pipeline;
  return nullptr;
}

// What a publishing job is known to wait for.
enum class Waits { kNo, kYes, kUnknown };

bool OnlyOnProposals(const Pipeline& pipeline) {
  return !pipeline.triggers.empty() &&
         std::all_of(pipeline.triggers.begin(), pipeline.triggers.end(),
                     [](const auto& t) { return t.event == Event::kPullRequest; });
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
        unknown |= deed.kind == DeedKind::kBuild && MayTest(deed);
      if (step.uses && step.uses->pin == model::Pin::kLocal && take(Into(step.uses->name)))
        return Waits::kYes;
    }
    if (job.calls) {
      if (job.calls->pin != model::Pin::kLocal)
        unknown = true;
      else if (take(Into(job.calls->name)))
        return Waits::kYes;
    }
    for (const auto& id : job.needs)
      for (const auto& other : pipeline.jobs)
        if (other.id == id && take(Follow(pipeline, other))) return Waits::kYes;
    for (const auto& trigger : pipeline.triggers) {
      if (trigger.event == Event::kAfter && take(AfterWorkflows(trigger))) return Waits::kYes;
      if (trigger.event == Event::kCalled && take(Callers(pipeline))) return Waits::kYes;
    }
    return unknown ? Waits::kUnknown : Waits::kNo;
  }

 private:
  static bool MayTest(const model::Deed& deed) {
    static constexpr std::string_view kOpaque[] = {"make", "gradle", "gradlew", "mvn",  "mvnw",
                                                   "just", "task",   "bazel",   "nx",   "npm",
                                                   "yarn", "pnpm",   "tox",     "nox",  "rake",
                                                   "invoke", "sbt",  "ant",     "mage", "turbo"};
    return std::find(std::begin(kOpaque), std::end(kOpaque), deed.tool) != std::end(kOpaque);
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
        any = true;
        Waits best = Waits::kNo;
        for (const auto& id : job.needs)
          for (const auto& other : pipeline.jobs) {
            if (other.id != id || best == Waits::kYes) continue;
            Waits waits = Follow(pipeline, other);
            if (waits != Waits::kNo) best = waits;
          }
        no |= best == Waits::kNo;
        unknown |= best == Waits::kUnknown;
      }
    }
    if (!any || (!no && unknown)) return Waits::kUnknown;
    return no ? Waits::kNo : Waits::kYes;
  }

  const Inputs& in_;
  std::set<std::pair<Path, std::string>> seen_;
};

bool OnChange(const Pipeline& pipeline) {
  return std::any_of(pipeline.triggers.begin(), pipeline.triggers.end(), [](const auto& t) {
    return t.event == Event::kPullRequest || t.event == Event::kPush;
  });
}

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
      if (ResolvePath("", job.calls->name) != pipeline.path.bytes || OnlyOnProposals(other)) continue;
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

}  // namespace

void ExamineTestKinds(const Inputs& in, Examination& examination) {
  examination.Uses("pipelines");
  std::map<DeedKind, std::set<std::string>> kinds;
  for (const auto& pipeline : in.facts.pipelines.value.pipelines)
    for (const auto& job : pipeline.jobs)
      for (const auto& step : job.steps)
        for (const auto& deed : step.deeds)
          if (deed.kind == DeedKind::kTest ? IsRealTest(deed)
                                           : deed.kind == DeedKind::kScan ||
                                                 deed.kind == DeedKind::kFuzz)
            kinds[deed.kind].insert(deed.tool);
  for (const auto& [kind, tools] : kinds) {
    std::vector<std::string> names(tools.begin(), tools.end());
    examination.Witness(std::string(model::Name(kind)) + " in CI: " + Join(names, ", "));
  }
  examination.Missing("results of each kind of test, bound to a release", model::Where::kTests);
}

void ExamineOnChange(const Inputs& in, Examination& examination) {
  examination.Uses("pipelines");
  std::set<std::string> tools;
  for (const auto& pipeline : in.facts.pipelines.value.pipelines) {
    if (!OnChange(pipeline)) continue;
    for (const auto& job : pipeline.jobs) {
      auto see = [&](const Job& where) {
        for (const auto& step : where.steps)
          for (const auto& deed : step.deeds)
            if (IsRealTest(deed) && !step.continue_on_error && !job.continue_on_error) {
              if (tools.insert(deed.tool).second)
                examination.Witness("every proposed change runs " + deed.tool, deed.place);
              examination.Good();
            }
      };
      see(job);
      if (job.calls && job.calls->pin == model::Pin::kLocal)
        if (const Pipeline* target = FindPipeline(in, ResolvePath("", job.calls->name)))
          for (const auto& called : target->jobs) see(called);
      for (const auto& step : job.steps)
        if (step.uses && step.uses->pin == model::Pin::kLocal)
          if (const Pipeline* target = FindPipeline(in, ResolvePath("", step.uses->name)))
            for (const auto& inner : target->jobs) see(inner);
    }
  }
  if (examination.good() == 0) {
    if (!in.facts.pipelines.value.other_systems.empty())
      examination.Missing(in.facts.pipelines.value.other_systems.front().bytes +
                          " is not read by this build");
    else
      examination.Missing("a definition whose steps run tests on each change");
  }
}

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
      if (waits == Waits::kYes) {
        examination.Good();
        examination.Witness("job " + job.id + " publishes after tests", job.place);
        continue;
      }
      bool by_hand = OnlyByHand(in, pipeline);
      if (waits == Waits::kUnknown || !tests || by_hand) {
        examination.Missing(tests ? "what job " + job.id + " of " + pipeline.path.bytes + " waits for"
                                  : "tests that a release could wait for");
        if (by_hand && tests)
          examination.Bad(deed->place, "started by hand, waits for no test here: " + deed->text,
                          Reach::kDevelopment, "let it wait for the tests", 15, Weight::kListed);
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

void ExamineSuppressions(const Inputs& in, Examination& examination) {
  examination.Uses("documents");
  long long reasons = 0;
  for (const auto& item : in.facts.documents.value.suppressions) {
    auto until = ParseTime(item.until);
    if (until && *until < in.time)
      examination.Bad(item.place, item.tool + " " + item.id + ": acceptance ended " + item.until,
                      Reach::kUnknown, "fix it, or accept it again with a reason and an end", 15,
                      Weight::kListed);
    else if (item.reason.empty())
      examination.Bad(item.place, item.tool + " " + item.id + ": no reason written", Reach::kUnknown,
                      "write why, who and until when", 5, Weight::kListed);
    else
      ++reasons;
  }
  if (reasons > 0) examination.Witness(Count("silenced finding", reasons) + " with a reason");
  long long bad = static_cast<long long>(examination.findings().size());
  if (bad > 0) {
    examination.Headline(Count("finding", bad) +
                         (bad == 1 ? " is" : " are") + " silenced with no reason, or past its end");
    examination.Remedy("write a reason and an end beside each", static_cast<int>(bad) * 5);
  }
  examination.Missing("what the tools found on the release, and what became of each",
                      model::Where::kTests);
}

}  // namespace avouch::claims
