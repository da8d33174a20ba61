// Claims 1.3.2 and 3.5.2: a release waits for the tests.
//
// Definitions are intentions: they can show that a release does not wait for
// tests; that tests passed only results can show.

#include <algorithm>
#include <set>

#include "base/text.h"
#include "claims/checks.h"
#include "claims/gate_waits.h"
#include "claims/releases.h"
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

// Where a job publishes, and what is known of that.
struct Publishing {
  ReleaseStep release;
  const model::Step* at = nullptr;  // The step itself: of the job, or of an action that it uses
  const Pipeline* in = nullptr;     // The file that holds it
  bool sure = false;                // It stands in that file, and no condition of an action asks
};

// All places where a job publishes, in order, those in the tree's own actions too. `Is` says which
// deeds do.
template <class Is>
class Places {
 public:
  Places(const Inputs& in, const Pipeline& pipeline, const Job& job, Is is)
      : in_(in), job_(job), is_(is) {
    for (const auto& step : job.steps) Look(pipeline, step, step, true, 0);
  }
  [[nodiscard]] const std::vector<Publishing>& found() const { return found_; }

 private:
  void Look(const Pipeline& pipeline, const model::Step& outer, const model::Step& step, bool sure,
            int depth) {
    for (const auto& deed : step.deeds)
      if (is_(job_, deed))
        found_.push_back(
            {{&job_, &outer, &deed}, &step, &pipeline, sure && deed.place.path == pipeline.path});
    if (!step.uses || step.uses->pin != model::Pin::kLocal || depth > 8) return;
    const Pipeline* action = FindPipeline(in_, ResolvePath("", step.uses->name));
    if (action == nullptr || action->system != model::CiSystem::kGithubAction) return;
    for (const auto& inner : action->jobs)
      for (const auto& one : inner.steps)
        Look(*action, outer, one, sure && one.condition.empty(), depth + 1);
  }

  const Inputs& in_;
  const Job& job_;
  Is is_;
  std::vector<Publishing> found_;
};

// Where it publishes first, and the first step that does so whatever became of those before.
std::vector<Publishing> First(const std::vector<Publishing>& all) {
  std::vector<Publishing> out;
  bool anyway = false;
  for (const auto& one : all) {
    const bool goes_on = RunsAnyway(one.release.step->condition);
    if (!out.empty() && (!goes_on || anyway)) continue;
    out.push_back(one);
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

// The one of them that waits for least.
std::pair<Publishing, Waits> WorstOf(const Inputs& in, const Pipeline& pipeline,
                                     const std::vector<Publishing>& all) {
  std::pair<Publishing, Waits> worst{{}, Waits::kYes};
  for (const auto& one : First(all)) {
    const Waits waits = WaitsFor(in, pipeline, one.release);
    const bool worse = worst.second == Waits::kYes || waits == Waits::kNo;
    if (worst.first.at == nullptr || (worse && worst.second != Waits::kNo)) worst = {one, waits};
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

bool SaysThatItPublishes(std::string_view called) {
  const std::string name = Lower(PathName(called));
  const auto has = [&](std::string_view word) { return name.find(word) != name.npos; };
  return (has("publish") || has("deploy") || has("release")) && !has("doc") && !has("page") &&
         !has("test") && !has("preview") && !has("note") && !has("draft") && !has("check");
}

// The step of the job at which something that is not read says by its name that it publishes:
// another repository's workflow, or an action of this tree that is a program. Null for none.
const model::Step* UnreadPublisher(const Inputs& in, const Job& job) {
  static const model::Step kWhole;
  if (job.calls && job.calls->pin != model::Pin::kLocal && SaysThatItPublishes(job.calls->name))
    return &kWhole;
  for (const auto& step : job.steps) {
    if (!step.uses || step.uses->pin != model::Pin::kLocal || !SaysThatItPublishes(step.uses->name))
      continue;
    const Pipeline* action = FindPipeline(in, ResolvePath("", step.uses->name));
    if (action == nullptr ||
        std::ranges::all_of(action->jobs, [](const Job& inner) { return inner.steps.empty(); }))
      return &step;
  }
  return nullptr;
}

// What jobs that publish wait for.
class Gate {
 public:
  Gate(const Inputs& in, Examination& examination) : in_(in), examination_(examination) {
    // Without tests in sight anywhere there is nothing a release could wait for here: that is
    // absence, said by the check on changes.
    for (const auto& pipeline : in_.facts.pipelines.value.pipelines)
      for (const auto& job : pipeline.jobs) tests_ |= TestsHere(job);
  }

  void Look() {
    for (const auto& pipeline : in_.facts.pipelines.value.pipelines) {
      if (pipeline.system == model::CiSystem::kGithubAction) continue;
      for (const auto& job : pipeline.jobs) One(pipeline, job);
    }
    const long long bad = examination_.of() - examination_.good();
    if (bad > 0) {
      examination_.Headline(Count(sure_ ? "publishing step" : "step that may publish", bad,
                                  sure_ ? "" : "steps that may publish") +
                            (bad == 1 ? " does" : " do") + " not wait for the tests");
      examination_.Remedy("let the publishing job need the test job", 15);
    }
    if (examination_.of() == 0 && !any_)
      examination_.Missing("a definition that publishes releases");
  }

 private:
  void One(const Pipeline& pipeline, const Job& job) {
    if (in_.reach.publishing.contains({pipeline.path, job.id}))
      Sure(pipeline, job, Places(in_, pipeline, job, IsRelease).found());
    if (tests_ && !OnlyOn(TriggersOf(pipeline, job), Event::kPullRequest))
      Perhaps(pipeline, job, Places(in_, pipeline, job, MayRelease).found());
  }

  void Sure(const Pipeline& pipeline, const Job& job, const std::vector<Publishing>& all) {
    auto [worst, waits] = WorstOf(in_, pipeline, all);
    const model::Deed* deed = worst.release.deed;
    if (deed == nullptr) return;
    any_ = true;
    if (waits == Waits::kNo && IsBehindAQueue(in_, pipeline)) waits = Waits::kUnknown;
    if (waits == Waits::kYes) {
      examination_.Good();
      return examination_.Witness("job " + job.id + " publishes after tests", job.place);
    }
    const bool by_hand =
        job.triggers.empty() ? OnlyByHand(in_, pipeline) : OnlyOn(job.triggers, Event::kManual);
    const bool draft = LeavesADraft(pipeline, *deed) || LeavesADraft(*worst.in, *deed);
    // A script holds what its callers may not come to, and a release of words no product.
    const bool script = !worst.sure, words = OnlyWords(*worst.at, *deed);
    const bool doubt = by_hand || draft || script || words;
    if (waits == Waits::kNo && tests_ && !doubt) {
      sure_ = true;
      return examination_.Bad(deed->place, "job " + job.id + ": " + deed->text, Reach::kRelease,
                              "add needs: with the test job, or call the tests first", 15);
    }
    examination_.Missing(tests_ ? What(pipeline, job) : "tests that a release could wait for");
    if (!doubt || !tests_) return;
    sure_ = true;
    List(*deed, draft     ? "leaves a draft for a person to publish"
                : by_hand ? "started by hand"
                : words   ? "makes a release to which nothing is uploaded"
                          : "publishes from a script");
  }

  // That it is a release, the file does not say: it makes no yes, and no no.
  void Perhaps(const Pipeline& pipeline, const Job& job, const std::vector<Publishing>& all) {
    const auto [worst, waits] = WorstOf(in_, pipeline, all);
    if (const model::Step* step = UnreadPublisher(in_, job); step != nullptr)
      if (WaitsFor(in_, pipeline, {&job, step, nullptr}) != Waits::kYes)
        examination_.Missing(What(pipeline, job));
    if (worst.at == nullptr || waits == Waits::kYes) return;
    examination_.Missing(What(pipeline, job));
    if (waits == Waits::kNo && !IsBehindAQueue(in_, pipeline))
      List(*worst.release.deed, "may publish");
  }

  void List(const model::Deed& deed, std::string_view why) {
    examination_.Bad(deed.place, std::string(why) + ", waits for no test here: " + deed.text,
                     Reach::kRelease, "let it wait for the tests", 15, Weight::kListed);
  }

  static std::string What(const Pipeline& pipeline, const Job& job) {
    return "what job " + job.id + " of " + pipeline.path.bytes + " waits for";
  }

  const Inputs& in_;
  Examination& examination_;
  bool tests_ = false, any_ = false;
  bool sure_ = false;  // One at least is known to publish
};

}  // namespace

void ExamineGate(const Inputs& in, Examination& examination) {
  examination.Uses("pipelines");
  Gate(in, examination).Look();
}

}  // namespace avouch::claims
