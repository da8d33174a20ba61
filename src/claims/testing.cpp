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

enum class Changes { kNone, kSome, kEvery };

// Paths of which a change needs no test: what people read.
bool IsProse(std::string_view pattern) {
  static constexpr std::string_view kEnds[] = {".md", ".rst", ".txt", ".adoc", ".png", ".svg"};
  static constexpr std::string_view kParts[] = {"docs/", "doc/", "LICENSE", "README", "CHANGELOG"};
  return std::ranges::any_of(kEnds, [&](auto end) { return pattern.ends_with(end); }) ||
         std::ranges::any_of(kParts, [&](auto part) { return pattern.find(part) != pattern.npos; });
}

// A definition that waits for some folder does not see a change beside it.
bool SeesEvery(const model::Trigger& trigger) {
  const auto is_all = [](std::string_view path) { return path == "**" || path == "**/*"; };
  return (trigger.paths.empty() || std::ranges::any_of(trigger.paths, is_all)) &&
         std::ranges::all_of(trigger.paths_ignore, IsProse);
}

Changes OnChange(const Pipeline& pipeline, const Job& job) {
  Changes out = Changes::kNone;
  for (const auto& trigger : TriggersOf(pipeline, job)) {
    if (trigger.event != Event::kPullRequest && trigger.event != Event::kPush) continue;
    if (SeesEvery(trigger)) return Changes::kEvery;
    out = Changes::kSome;
  }
  return out;
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

void ExamineOnChange(const Inputs& in, Examination& examination) {
  examination.Uses("pipelines");
  std::set<std::string> tools;
  const Job* some = nullptr;  // Runs tests, but only where some paths change
  for (const auto& pipeline : in.facts.pipelines.value.pipelines) {
    for (const auto& job : pipeline.jobs) {
      const Changes changes = OnChange(pipeline, job);
      if (changes == Changes::kNone) continue;
      auto see = [&](const Job& where) {
        for (const auto& step : where.steps)
          for (const auto& deed : step.deeds) {
            if (!IsRealTest(deed) || step.continue_on_error || job.continue_on_error) continue;
            if (changes == Changes::kSome) {
              if (tools.insert("some " + deed.tool).second)
                examination.Witness("changes of some paths run " + deed.tool, deed.place);
              some = &job;
              continue;
            }
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
  if (examination.good() > 0) return;
  const auto& others = in.facts.pipelines.value.other_systems;
  if (some != nullptr)
    examination.Missing("tests on a change of any path: these run only when some paths change");
  else if (!others.empty())
    examination.Missing(others.front().bytes + " is not read by this build");
  else
    examination.Missing("a definition whose steps run tests on each change");
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
