// Claims 1.3.2 and 3.5.2: a release waits for the tests.
//
// Definitions are intentions: they can show that a release does not wait for
// tests; that tests passed only results can show.

#include <algorithm>
#include <set>

#include "base/text.h"
#include "claims/checks.h"
#include "claims/gate_waits.h"
#include "claims/test_jobs.h"

namespace avouch::claims {
namespace {

using model::Event;
using model::Job;
using model::Pipeline;
using model::Reach;

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

// Where the job publishes first, and the first step that does so whatever became of those before.
std::vector<ReleaseStep> ReleasesOf(const Job& job) {
  std::vector<ReleaseStep> out;
  bool anyway = false;
  for (const auto& step : job.steps)
    for (const auto& deed : step.deeds) {
      const bool goes_on = RunsAnyway(step.condition);
      if (!IsRelease(job, deed) || (!out.empty() && (!goes_on || anyway))) continue;
      out.push_back({&job, &step, &deed});
      anyway |= goes_on;
    }
  return out;
}

// A page on the forge for a tag that is there: what it says, and no file.
bool OnlyWords(const model::Step& step, const model::Deed& deed) {
  if (deed.tool != "gh" || !step.uses) return false;
  return std::ranges::none_of(step.with, [](const auto& setting) {
    return setting.key.starts_with("artifact") || setting.key.find("file") == 0;
  });
}

// The release that waits for least.
std::pair<ReleaseStep, Waits> WorstOf(const Inputs& in, const Pipeline& pipeline, const Job& job) {
  std::pair<ReleaseStep, Waits> worst{{}, Waits::kYes};
  for (const auto& release : ReleasesOf(job)) {
    const Waits waits = WaitsFor(in, pipeline, release);
    const bool worse = worst.second == Waits::kYes || waits == Waits::kNo;
    if (worst.first.deed == nullptr || (worse && worst.second != Waits::kNo))
      worst = {release, waits};
  }
  return worst;
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
  bool tests = false, any = false;
  for (const auto& pipeline : in.facts.pipelines.value.pipelines)
    for (const auto& job : pipeline.jobs) tests |= TestsHere(job);
  for (const auto& pipeline : in.facts.pipelines.value.pipelines) {
    if (pipeline.system == model::CiSystem::kGithubAction) continue;
    for (const auto& job : pipeline.jobs) {
      if (!in.reach.publishing.contains({pipeline.path, job.id})) continue;
      auto [release, waits] = WorstOf(in, pipeline, job);
      const model::Deed* deed = release.deed;
      if (deed == nullptr) continue;
      any = true;
      if (waits == Waits::kNo && IsBehindAQueue(in, pipeline)) waits = Waits::kUnknown;
      if (waits == Waits::kYes) {
        examination.Good();
        examination.Witness("job " + job.id + " publishes after tests", job.place);
        continue;
      }
      bool by_hand =
          job.triggers.empty() ? OnlyByHand(in, pipeline) : OnlyOn(job.triggers, Event::kManual);
      bool draft = LeavesADraft(pipeline, *deed);
      // A script holds what its callers may not come to, and a release of words no product.
      bool script = deed->place.path != pipeline.path, words = OnlyWords(*release.step, *deed);
      if (waits == Waits::kUnknown || !tests || by_hand || draft || script || words) {
        examination.Missing(tests
                                ? "what job " + job.id + " of " + pipeline.path.bytes + " waits for"
                                : "tests that a release could wait for");
        if ((by_hand || draft || script || words) && tests)
          examination.Bad(deed->place,
                          std::string(draft     ? "leaves a draft for a person to publish"
                                      : by_hand ? "started by hand"
                                      : words   ? "makes a release to which nothing is uploaded"
                                                : "publishes from a script") +
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
  if (examination.of() == 0 && !any) examination.Missing("a definition that publishes releases");
}

}  // namespace avouch::claims
