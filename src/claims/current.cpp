#include "claims/current.h"

#include <algorithm>

#include "base/text.h"
#include "claims/word.h"

namespace avouch::claims {

using model::ScanFinding;
using model::ScanKind;
using model::ScanRun;
using model::TestOutcome;
using model::TestRun;
using model::Where;

bool IsSameCommit(std::string_view run, std::string_view commit) {
  return !run.empty() && run == commit;
}

std::vector<const model::Release*> ReleasesInWindow(const Inputs& in) {
  std::vector<const model::Release*> out;
  for (const auto& release : in.facts.history.value.releases)
    if (!release.prerelease && release.date <= in.time &&
        DaysBetween(release.date, in.time) <= in.policy.results_days)
      out.push_back(&release);
  return out;
}

bool IsCurrent(const Inputs& in, std::string_view commit) {
  if (IsSameCommit(commit, in.commit)) return true;
  auto releases = ReleasesInWindow(in);
  return !releases.empty() && IsSameCommit(commit, releases[0]->commit);
}

bool IsLater(std::string_view at, Time now) {
  auto time = When(at);
  return time && *time > now;
}

bool IsStale(const Inputs& in, std::string_view at) {
  auto time = When(at);
  return time && DaysBetween(*time, in.time) > in.policy.results_days;
}

bool PassedWhole(const TestRun& run) {
  return !run.partial && run.passed > 0 && run.failed + run.errors == 0;
}

std::vector<const ScanRun*> CurrentScans(const Inputs& in, Examination& examination,
                                         ScanKind kind) {
  std::vector<const ScanRun*> out;
  EachRun(in, in.facts.results.scans, [&](const ScanRun& run) {
    if (run.kind != kind || !IsCurrent(in, run.commit)) return;
    if (run.partial || !run.ended_well) {
      examination.Missing(run.path.bytes + ", whole: the scan was cut short or failed",
                          Where::kTests);
      return;
    }
    out.push_back(&run);
  });
  return out;
}

Acceptance AcceptanceOf(const Inputs& in, const ScanFinding& finding) {
  Acceptance out;
  for (const auto* record : RecordsOf(in, model::RecordKind::kWaiver)) {
    bool about = record->about == finding.fingerprint || record->about == finding.rule;
    if (record->about.empty() || !about || record->because.empty() ||
        WordOf(in, *record, {}).grade == model::Grade::kClaimed)
      continue;
    out.record = record;
    out.over = record->until.empty() || IsOver(record->until, in.time);
    if (!out.over) return out.counts = true, out;
  }
  return out;
}

std::string NameOf(const ScanFinding& finding) {
  if (!finding.fingerprint.empty()) return finding.fingerprint;
  return finding.rule + " " + finding.place.path.bytes + ":" + std::to_string(finding.place.line);
}

model::Place PlaceOf(const ScanFinding& finding, const ScanRun& run) {
  return finding.place.path.empty() ? model::Place{run.path, 0} : finding.place;
}

bool IsTestPath(const Path& path) {
  for (auto part : Split(path.bytes, '/'))
    for (std::string_view word :
         {"test", "tests", "testdata", "fixtures", "spec", "examples", "example"})
      if (EqualsIgnoreCase(part, word)) return true;
  return false;
}

Tested TestedBy(const Inputs& in, Examination& examination, std::string_view id) {
  Tested out = Tested::kNot;
  EachRun(in, in.facts.results.tests, [&](const TestRun& run) {
    if (!IsCurrent(in, run.commit)) return;
    for (const auto& test : run.cases) {
      if (std::find(test.ids.begin(), test.ids.end(), id) == test.ids.end()) continue;
      examination.RestsOn(run.grade, run.id);
      // A run cut short may have ended before the one that fails.
      if (run.partial && test.outcome == TestOutcome::kPassed) {
        examination.Missing(run.path.bytes + ", whole", Where::kTests);
        continue;
      }
      Tested one = test.outcome == TestOutcome::kPassed   ? Tested::kPassed
                   : test.outcome == TestOutcome::kFailed ? Tested::kFailed
                                                          : Tested::kSkipped;
      if (out == Tested::kNot || one == Tested::kFailed ||
          (one == Tested::kSkipped && out == Tested::kPassed))
        out = one;
    }
  });
  return out;
}

}  // namespace avouch::claims
