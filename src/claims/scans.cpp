// Claims 1.3.3 and 3.3.1: what scanners found on the release is dealt with, and what
// is known of vulnerabilities is up to date.
//
// A scan counts for the commit that it names and no other.

#include "base/text.h"
#include "claims/checks.h"
#include "claims/current.h"
#include "claims/standing.h"
#include "claims/word.h"

namespace avouch::claims {
namespace {

using model::Reach;
using model::ScanFinding;
using model::ScanKind;
using model::ScanRun;
using model::Where;

std::string SeverityOf(const ScanFinding& finding) {
  return std::string(model::Name(finding.severity));
}

// The last run over the commit; null for none.
const ScanRun* NewestOf(const std::vector<const ScanRun*>& scans, std::string_view commit) {
  const ScanRun* newest = nullptr;
  for (const auto* run : scans)
    if (IsSameCommit(run->commit, commit) && When(run->at) &&
        (newest == nullptr || When(newest->at)->seconds < When(run->at)->seconds))
      newest = run;
  return newest;
}

// The advisory data that `name` was matched against was fresh.
void SeeAge(const Inputs& in, Examination& examination, const ScanRun& run,
            const std::string& name) {
  auto data = When(run.data_at.empty() ? run.at : run.data_at);
  if (!data || *data > in.time || (*When(run.at) < *data && run.at.size() > 10))
    return examination.Missing(
        "a date of the advisory data behind " + run.path.bytes + " that is before its run",
        Where::kAdvisories);
  if (run.data_at.empty())
    examination.Missing("the date of the advisory data behind " + run.path.bytes,
                        Where::kAdvisories);
  long long hours = (in.time.seconds - data->seconds) / 3600;
  if (hours > in.policy.advisory_data_hours)
    return examination.Bad({run.path, 0},
                           name + " was last matched against data of " + ToHumanDate(*data),
                           Reach::kRelease, "match it again with fresh data", 5);
  examination.RestsOn(run.grade, run.id);
  examination.Good();
  examination.Witness(name + " matched against data of " + ToHumanDate(*data) + ": " +
                          Count("finding", static_cast<long long>(run.findings.size())),
                      {run.path, 0});
}

}  // namespace

void ExamineFindingsAddressed(const Inputs& in, Examination& examination) {
  auto scans = CurrentScans(in, examination, ScanKind::kCode);
  if (scans.empty())
    return examination.Missing("findings of the tools on the release, and what became of each",
                               Where::kTests);
  long long found = 0, dealt = 0;
  for (const auto* run : scans) {
    examination.RestsOn(run->grade, run->id);
    for (const auto& finding : run->findings) {
      ++found;
      const Standing standing = StandingOf(in, examination, finding);
      SayOpen(examination, *run, finding, standing);
      dealt += standing == Standing::kSettled;  // Below our limit: the vendor decides.
      if (standing != Standing::kOpen) continue;
      const Acceptance acceptance = AcceptanceOf(in, finding);
      const bool ended = acceptance.over && !acceptance.record->until.empty();
      examination.Bad(PlaceOf(finding, *run),
                      run->tool + " " + finding.rule + " (" + SeverityOf(finding) + ")" +
                          (ended             ? ": its acceptance ended " + acceptance.record->until
                           : acceptance.over ? ": its acceptance has no end"
                                             : ""),
                      Reach::kRelease, "fix it, or accept it with a reason and an end", 30);
    }
  }
  if (!examination.findings().empty()) {
    examination.Headline(Count("finding", examination.bad()) + " of high severity or above " +
                         (examination.bad() == 1 ? "is" : "are") + " open");
    examination.Remedy("fix them, or accept each with a reason and an end", 30);
    return;
  }
  examination.Good(dealt + 1);  // A tool that ran and found nothing is an answer too.
  examination.Witness(Count("finding", found) + " of " +
                      Count("scan", static_cast<long long>(scans.size())) +
                      " on this release, none of high severity open");
}

void ExamineKnownVulnerabilities(const Inputs& in, Examination& examination) {
  std::vector<const ScanRun*> scans;
  EachRun(in, in.facts.results.scans, [&](const ScanRun& run) {
    if (run.kind == ScanKind::kVulnerabilities && !run.partial && run.ended_well)
      scans.push_back(&run);
  });
  if (scans.empty())
    return examination.Missing("advisory data, and each supported release matched against it",
                               Where::kAdvisories);
  auto releases = ReleasesInWindow(in);
  bool newest_only =
      in.product.releases.supported.empty() || in.product.releases.supported == "newest";
  if (newest_only && releases.size() > 1) releases.resize(1);
  std::vector<std::pair<std::string, std::string>> wanted;
  for (const auto* release : releases) wanted.emplace_back(release->tag, release->commit);
  if (wanted.empty()) wanted.emplace_back("the assessed commit", in.commit);
  std::vector<std::string> never;  // Matched
  for (const auto& [name, commit] : wanted) {
    const ScanRun* newest = NewestOf(scans, commit);
    if (newest == nullptr)
      never.push_back(name);
    else
      SeeAge(in, examination, *newest, name);
  }
  for (const auto& name : never) {
    if (never.size() == wanted.size())
      examination.Missing(name + " matched against advisory data", Where::kAdvisories);
    else
      examination.Bad({"refs/tags/" + name, 0}, name + " was never matched, and others were",
                      Reach::kRelease, "match every supported release", 5);
  }
  if (!examination.findings().empty()) {
    examination.Headline("what is known of vulnerabilities is out of date");
    examination.Remedy("match each supported release again with fresh data", 5);
  }
}

}  // namespace avouch::claims
