// Claims 1.3.1 to 1.3.3: which tests the definitions run, on which change, and what
// the tools that look for faults are told to pass over.
//
// Definitions are intentions; that tests passed only results can show.

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "claims/checks.h"
#include "claims/current.h"
#include "claims/test_jobs.h"
#include "claims/word.h"

namespace avouch::claims {
namespace {

using model::DeedKind;
using model::Event;
using model::Job;
using model::Pipeline;
using model::Reach;

// Of which proposed changes a step sees to.
enum class Changes {
  kNone,
  kSome,   // Of some paths, branches or kinds
  kMaybe,  // Where a condition holds that the file does not decide
  kEvery,
};

// Paths of which a change needs no test: what people read.
bool IsProse(std::string_view pattern) {
  static constexpr std::string_view kEnds[] = {".md", ".rst", ".txt", ".adoc", ".png", ".svg"};
  static constexpr std::string_view kParts[] = {"docs/", "doc/", "LICENSE", "README", "CHANGELOG"};
  return std::ranges::any_of(kEnds, [&](auto end) { return pattern.ends_with(end); }) ||
         std::ranges::any_of(kParts, [&](auto part) { return pattern.find(part) != pattern.npos; });
}

// A pattern of branches that changes are commonly proposed for. Which branch the forge proposes
// for by itself, no file says.
bool IsUsualBranch(std::string_view pattern) {
  static constexpr std::string_view kNames[] = {
      "main",   "master",  "trunk",  "develop",  "development", "dev",  "devel",   "next",
      "canary", "default", "stable", "mainline", "latest",      "edge", "unstable"};
  if (std::ranges::find(kNames, pattern) != std::end(kNames)) return true;
  if (pattern.starts_with('*') || pattern.find('$') != pattern.npos) return true;
  if (pattern.starts_with('v')) pattern.remove_prefix(1);
  if (!pattern.empty() && pattern[0] >= '0' && pattern[0] <= '9') return true;  // "2.x", "v3"
  for (std::string_view name : {"main", "master", "dev"})
    if (pattern.starts_with(name) && pattern.find('*') != pattern.npos) return true;
  return false;
}

// A definition that waits for some folder does not see a change beside it; one that waits for a
// label or for branches of its own does not see every change.
bool SeesEvery(const model::Trigger& trigger) {
  const auto is_all = [](std::string_view path) { return path == "**" || path == "**/*"; };
  const auto has = [&](std::string_view type) {
    return std::ranges::find(trigger.inputs, type) != trigger.inputs.end();
  };
  const bool each_kind = trigger.event != Event::kPullRequest || trigger.inputs.empty() ||
                         trigger.text == "merge_group" ||
                         (has("synchronize") && (has("opened") || has("ready_for_review")));
  return each_kind && (trigger.paths.empty() || std::ranges::any_of(trigger.paths, is_all)) &&
         std::ranges::all_of(trigger.paths_ignore, IsProse) &&
         (trigger.branches.empty() || std::ranges::any_of(trigger.branches, IsUsualBranch));
}

// The changes of which a step sees, and the condition that leaves that open.
struct Seen {
  Changes changes = Changes::kNone;
  std::string_view doubt;
};

// What `conditions`, asked for the jobs beside them, let a step see.
Seen OnChange(const Pipeline& pipeline, const Job& job,
              std::initializer_list<std::pair<const Job*, std::string_view>> conditions) {
  Seen best;
  for (const auto& trigger : TriggersOf(pipeline, job)) {
    if (trigger.event != Event::kPullRequest && trigger.event != Event::kPush) continue;
    RunsWhen when = RunsWhen::kAlways;
    for (const auto& [where, condition] : conditions) {
      const RunsWhen one = WhenRuns(condition, {where, {trigger}, {}, false});
      if (one == RunsWhen::kUnknown) best.doubt = condition;
      when = std::min(when, one);
    }
    if (when == RunsWhen::kNever) continue;
    best.changes = std::max(best.changes, !SeesEvery(trigger)          ? Changes::kSome
                                          : when == RunsWhen::kUnknown ? Changes::kMaybe
                                                                       : Changes::kEvery);
  }
  return best;
}

// A result of the kind on the current commit, or in the window for what people do.
bool HasResult(const Inputs& in, Examination& examination, std::string_view kind) {
  bool any = false;
  auto scans = [&](model::ScanKind of) {
    for (const auto* run : CurrentScans(in, examination, of))
      examination.RestsOn(run->grade, run->id), any = true;
  };
  if (kind == "static") scans(model::ScanKind::kCode);
  if (kind == "fuzz") scans(model::ScanKind::kFuzz);
  if (kind == "review")
    for (const auto& file : in.facts.history.value.files)
      any |= file.reviewed > 0 && DaysBetween(file.last, in.time) <= in.policy.window_days;
  if (kind == "penetration")
    for (const auto* report : RecordsOf(in, model::RecordKind::kReport)) {
      if (report->report_kind != "penetration-test" || IsStale(in, report->on) ||
          WordOf(in, *report, {}).grade == model::Grade::kClaimed)
        continue;
      examination.RestsOn(model::Grade::kSigned, report->id);
      any = true;
    }
  EachRun(in, in.facts.results.tests, [&](const model::TestRun& run) {
    if (run.kind != kind || !IsCurrent(in, run.commit) || !PassedWhole(run)) return;
    examination.RestsOn(run.grade, run.id);
    any = true;
  });
  return any;
}

// Every kind that the plan names has a result, every requirement it names a test,
// and it names every requirement that is written.
void ExamineAgainst(const Inputs& in, Examination& examination, const model::TestPlan& plan) {
  const std::string where = ", which " + plan.path.bytes + " names";
  for (const auto& kind : plan.kinds) {
    if (HasResult(in, examination, kind))
      examination.Good();
    else
      examination.Missing("a result of the kind " + kind + where, model::Where::kTests);
  }
  for (const auto& id : plan.requirements) {
    if (TestedBy(in, examination, id) == Tested::kPassed)
      examination.Good();
    else
      examination.Missing("a passing test of " + id + where, model::Where::kTests);
  }
  for (const auto& written : in.facts.papers.requirements)
    if (std::ranges::find(plan.requirements, written.id) == plan.requirements.end())
      examination.Missing(written.id + " in " + plan.path.bytes, model::Where::kPerson);
  if (examination.good() > 0)
    examination.Witness(Thousands(examination.good()) + " of " +
                            Thousands(static_cast<long long>(plan.kinds.size()) +
                                      static_cast<long long>(plan.requirements.size())) +
                            " kinds and requirements of the plan have a result",
                        plan.place);
}

}  // namespace

void ExamineTestKinds(const Inputs& in, Examination& examination) {
  examination.Uses("pipelines");
  std::map<DeedKind, std::set<std::string>> kinds;
  for (const auto& pipeline : in.facts.pipelines.value.pipelines)
    for (const auto& job : pipeline.jobs)
      for (const auto& step : job.steps)
        for (const auto& deed : step.deeds)
          if (deed.kind == DeedKind::kTest
                  ? IsRealTest(deed)
                  : deed.kind == DeedKind::kScan || deed.kind == DeedKind::kFuzz)
            kinds[deed.kind].insert(deed.tool);
  for (const auto& [kind, tools] : kinds) {
    std::vector<std::string> names(tools.begin(), tools.end());
    examination.Witness(std::string(model::Name(kind)) + " in CI: " + Join(names, ", "));
  }
  bool planned = false;
  for (const auto& plan : in.facts.papers.test_plans) {
    if (plan.kinds.empty()) continue;
    planned = true;
    ExamineAgainst(in, examination, plan);
  }
  if (!planned)
    examination.Missing("a test plan that names kinds of test, and results of each",
                        model::Where::kTests);
}

namespace {

// What the tests that changes run come to.
class OnChanges {
 public:
  OnChanges(const Inputs& in, Examination& examination) : in_(in), examination_(examination) {}

  void Look() {
    for (const auto& pipeline : in_.facts.pipelines.value.pipelines)
      for (const auto& job : pipeline.jobs) One(pipeline, job);
  }

  // Says what there is to show where nothing was found.
  void SayMissing() {
    const auto& others = in_.facts.pipelines.value.other_systems;
    if (!maybe_.empty())
      examination_.Missing("whether every change runs " + maybe_);
    else if (some_)
      examination_.Missing(
          "tests on every change: these run only for some paths, branches or kinds of change");
    else if (!unread_.empty())
      examination_.Missing("what " + unread_ + " runs, which this build does not read");
    else if (!others.empty())
      examination_.Missing(others.front().bytes + " is not read by this build");
    else
      examination_.Missing("a definition whose steps run tests on each change");
  }

 private:
  void One(const Pipeline& pipeline, const Job& job) {
    if (job.continue_on_error) return;
    for (const auto& step : job.steps) {
      See(OnChange(pipeline, job, {{&job, job.condition}, {&job, step.condition}}), step);
      if (!step.uses || step.uses->pin != model::Pin::kLocal || step.continue_on_error) continue;
      Inside(step.uses->name, [&](const Job& inner, const model::Step& at) {
        See(OnChange(pipeline, job,
                     {{&job, job.condition}, {&job, step.condition}, {&inner, at.condition}}),
            at);
      });
    }
    if (!job.calls || job.calls->pin != model::Pin::kLocal) return;
    Inside(job.calls->name, [&](const Job& called, const model::Step& at) {
      See(OnChange(pipeline, job,
                   {{&job, job.condition}, {&called, called.condition}, {&called, at.condition}}),
          at);
    });
  }

  template <class Visit>
  void Inside(const std::string& name, const Visit& visit) const {
    const Pipeline* target = FindPipeline(in_, ResolvePath("", name));
    if (target == nullptr) return;
    for (const auto& job : target->jobs)
      if (!job.continue_on_error)
        for (const auto& step : job.steps) visit(job, step);
  }

  void See(const Seen& seen, const model::Step& step) {
    const Changes changes = seen.changes;
    if (changes == Changes::kNone || step.continue_on_error) return;
    for (const auto& deed : step.deeds) {
      const bool first = unread_.empty() || deed.text.size() < unread_.size();
      if (RunsUnread(deed) && first && deed.text.find("test") != std::string::npos)
        unread_ = deed.text;
      if (IsDoubtfulTest(deed) && maybe_.empty())
        maybe_ = deed.tool + " and fails with it: of that, " + deed.text + " says nothing";
      if (!IsRealTest(deed)) continue;
      if (changes == Changes::kMaybe && maybe_.empty())
        maybe_ = deed.tool + ": it runs if " + Printable(seen.doubt);
      if (changes == Changes::kSome) {
        if (tools_.insert("some " + deed.tool).second)
          examination_.Witness("some changes run " + deed.tool, deed.place);
        some_ = true;
      }
      if (changes != Changes::kEvery) continue;
      if (tools_.insert(deed.tool).second)
        examination_.Witness("every proposed change runs " + deed.tool, deed.place);
      examination_.Good();
    }
  }

  const Inputs& in_;
  Examination& examination_;
  std::set<std::string> tools_;
  std::string maybe_, unread_;
  bool some_ = false;
};

}  // namespace

void ExamineOnChange(const Inputs& in, Examination& examination) {
  examination.Uses("pipelines");
  OnChanges changes(in, examination);
  changes.Look();
  if (examination.good() == 0) changes.SayMissing();
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
      examination.Bad(item.place, item.tool + " " + item.id + ": no reason written",
                      Reach::kUnknown, "write why, who and until when", 5, Weight::kListed);
    else
      ++reasons;
  }
  if (reasons > 0) examination.Witness(Count("silenced finding", reasons) + " with a reason");
  long long bad = static_cast<long long>(examination.findings().size());
  if (bad > 0) {
    examination.Headline(Count("finding", bad) + (bad == 1 ? " is" : " are") +
                         " silenced with no reason, or past its end");
    examination.Remedy("write a reason and an end beside each", static_cast<int>(bad) * 5);
  }
  examination.Missing("what the tools found on the release, and what became of each",
                      model::Where::kTests);
}

}  // namespace avouch::claims
