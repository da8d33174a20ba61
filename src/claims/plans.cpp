// Claims 3.3.2 and 4.3.1: plans that people wrote, answer for and have exercised,
// and the vulnerabilities that wait under them.

#include <algorithm>
#include <map>

#include "base/text.h"
#include "claims/checks.h"
#include "claims/published.h"

namespace avouch::claims {
namespace {

using model::Reach;
using model::Record;
using model::RecordKind;
using model::Where;

// The plan was played through by people in the window, by the word of one of them.
void Exercised(const Inputs& in, Examination& examination, std::string_view purpose) {
  const model::Paper* paper = PaperFor(in, purpose);
  std::vector<const Record*> exercises;
  for (const auto* exercise : RecordsOf(in, RecordKind::kExercise))
    if (paper != nullptr && exercise->of.file == paper->path.bytes &&
        DaysBetween(*When(exercise->on), in.time) <= in.policy.window_days &&
        !exercise->took_part.empty())
      exercises.push_back(exercise);
  if (exercises.empty())
    return examination.Missing(
        "an exercise of it in the last " + std::to_string(in.policy.window_days) + " days",
        Where::kPerson);
  const Record* counts = NewestThatCounts(in, examination, exercises, {});
  if (counts == nullptr) return;
  examination.Good();
  examination.Witness(
      "exercised on " + ToHumanDate(*When(counts->on)) + " by " +
          Count("person", static_cast<long long>(counts->took_part.size()), "people"),
      {counts->path, 0});
}

// ---- Vulnerabilities that wait ----

// How long each may wait; 0 is no limit of ours.
long long LimitDays(const Inputs& in, model::Severity severity) {
  switch (severity) {
    case model::Severity::kCritical:
      return in.policy.fix_critical_days;
    case model::Severity::kHigh:
      return in.policy.fix_high_days;
    case model::Severity::kMedium:
      return in.policy.fix_medium_days;
    default:
      return 0;
  }
}

// Records that decide what becomes of a match, by what they are about.
std::map<std::string, const Record*> DecisionsOf(const Inputs& in) {
  std::map<std::string, const Record*> out;  // The newest that counts
  for (const auto* fix : RecordsOf(in, RecordKind::kFix))
    if ((!fix->decision.empty() || IsPast(fix->released_at, in.time)) && Counts(in, *fix, {}))
      out.emplace(Lower(fix->about), fix);
  for (const auto* waiver : RecordsOf(in, RecordKind::kWaiver))
    if (!waiver->until.empty() && !IsOver(waiver->until, in.time) && Counts(in, *waiver, {}))
      out.emplace(Lower(waiver->about), waiver);
  return out;
}

// Scans for vulnerabilities that count: what the newest of each tool still finds,
// and the day on which any first found it.
struct Matches {
  std::vector<const model::ScanRun*> newest;
  std::map<std::string, Time> since;  // By rule and component
};
std::string KeyOf(const model::ScanFinding& finding) {
  return finding.rule + " in " + finding.component;
}
Matches MatchesOf(const Inputs& in) {
  Matches out;
  std::map<std::string, std::vector<const model::ScanRun*>> by_tool;
  for (const auto& run : in.facts.results.scans) {
    if (run.kind != model::ScanKind::kVulnerabilities || !IsPast(run.at, in.time)) continue;
    auto& newest = by_tool[run.tool];
    const Time at = *When(run.at);
    if (!newest.empty() && *When(newest[0]->at) < at) newest.clear();
    if (newest.empty() || *When(newest[0]->at) == at) newest.push_back(&run);
    for (const auto& finding : run.findings) {
      auto [first, fresh] = out.since.emplace(KeyOf(finding), at);
      if (!fresh) first->second = std::min(first->second, at);
    }
  }
  for (const auto& [tool, runs] : by_tool)
    out.newest.insert(out.newest.end(), runs.begin(), runs.end());
  return out;
}

// Each match of the newest scans is decided inside the plan's limit.
void ExamineWaiting(const Inputs& in, Examination& examination) {
  const auto decisions = DecisionsOf(in);
  std::map<std::string, Time> known;  // When one knew, by any record
  for (const auto* fix : RecordsOf(in, RecordKind::kFix))
    if (auto at = When(fix->known_at)) {
      auto [first, fresh] = known.emplace(Lower(fix->about), *at);
      if (!fresh) first->second = std::min(first->second, *at);
    }
  const Matches matches = MatchesOf(in);
  for (const auto* run : matches.newest)
    for (const auto& finding : run->findings) {
      const auto decision = decisions.find(Lower(finding.rule));
      const bool unknown = finding.severity == model::Severity::kUnknown;
      const long long limit = LimitDays(in, finding.severity);
      if (decision != decisions.end()) {
        if (decision->second->kind == RecordKind::kWaiver && (unknown || limit > 0))
          examination.Waive(KeyOf(finding), *decision->second);
        else
          examination.RestsOn(model::Grade::kSigned, decision->second->id);
        continue;
      }
      if (unknown) {
        examination.Missing("how severe " + KeyOf(finding) + " is", Where::kPerson);
        continue;
      }
      Time since = matches.since.at(KeyOf(finding));
      if (auto at = known.find(Lower(finding.rule)); at != known.end())
        since = std::min(since, at->second);
      const long long days = DaysBetween(since, in.time);
      if (limit == 0 || days <= limit) continue;
      examination.Bad({run->path, 0},
                      KeyOf(finding) + ": " + std::string(model::Name(finding.severity)) +
                          ", day " + std::to_string(days) + ", the limit is " +
                          Count("day", limit) +
                          (finding.fixed_in.empty() ? "" : "; fixed in " + finding.fixed_in),
                      Reach::kRelease, "update it, or decide and record why not", 30);
    }
}

}  // namespace

void ExamineIncidentPlanAccepted(const Inputs& in, Examination& examination) {
  constexpr std::string_view kNone = "the published plan, its owner's word, and an exercise";
  if (PaperFor(in, "incident-plan") == nullptr)
    return examination.Missing(std::string(kNone), Where::kPerson);
  ExaminePublished(in, examination, "incident-plan",
                   {{"roles", "roles and named contacts"},
                    {"response", "response"},
                    {"containment", "containment"},
                    {"communication", "communication"},
                    {"eradication", "eradication"},
                    {"recovery", "recovery"},
                    {"review", "review afterwards"}},
                   kNone);
  Exercised(in, examination, "incident-plan");
}

void ExamineVulnerabilityPlan(const Inputs& in, Examination& examination) {
  if (PaperFor(in, "vulnerability-plan") == nullptr)
    return examination.Missing("the plan, its deadlines and its owner", Where::kPerson);
  ExaminePaper(in, examination, "vulnerability-plan",
               {{"sources", "where findings come from"},
                {"judging", "how they are judged"},
                {"limits", "how long each may take"},
                {"deciding", "who decides"}},
               {});
  Exercised(in, examination, "vulnerability-plan");
  ExamineWaiting(in, examination);
  if (!examination.findings().empty()) {
    examination.Headline(
        "a vulnerability waits longer than the vendor's own limit, or the plan is unfinished");
    examination.Remedy("update, or decide and record why not", 30);
  }
}

}  // namespace avouch::claims
