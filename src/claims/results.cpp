// What tests and scanners found, bound to a commit: claims 1.2.3, 1.2.4, 1.3.2,
// 1.3.3, 1.4.2 to 1.4.5, 3.3.1, 3.5.2.
//
// A result counts for the commit that it names and no other; a run that ran
// nothing passed nothing; a run that was cut short shows nothing whole.

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "claims/checks.h"
#include "claims/current.h"
#include "claims/word.h"

namespace avouch::claims {
namespace {

using model::Reach;
using model::ScanFinding;
using model::ScanKind;
using model::ScanRun;
using model::Severity;
using model::TestRun;
using model::Where;

std::string SeverityOf(const ScanFinding& finding) {
  return std::string(model::Name(finding.severity));
}

// Above our limit, or nobody knows; what a tool or a line of code silences with a
// reason is somebody's word without a signature, and stays open.
enum class Standing { kSettled, kSilenced, kUnknown, kOpen };
Standing StandingOf(const Inputs& in, Examination& examination, const ScanFinding& finding) {
  if (finding.severity < Severity::kHigh && finding.severity != Severity::kUnknown)
    return Standing::kSettled;
  const Acceptance acceptance = AcceptanceOf(in, finding);
  if (acceptance.counts) {
    examination.RestsOn(model::Grade::kSigned, acceptance.record->id);
    return Standing::kSettled;
  }
  if (finding.suppressed && !finding.suppressed_why.empty()) return Standing::kSilenced;
  return finding.severity == Severity::kUnknown ? Standing::kUnknown : Standing::kOpen;
}

void SayOpen(Examination& examination, const ScanRun& run, const ScanFinding& finding,
             Standing standing) {
  if (standing == Standing::kUnknown)
    examination.Missing("the severity of " + run.tool + "'s " + finding.rule, Where::kTests);
  if (standing == Standing::kSilenced)
    examination.Missing("a signed acceptance of " + run.tool + "'s " + finding.rule +
                            ", which is silenced: " + finding.suppressed_why,
                        Where::kPerson);
}

// Everything that ran on one commit, added up.
struct Sum {
  long long runs = 0, passed = 0, failed = 0, skipped = 0;
  const TestRun* bad = nullptr;
  const TestRun* all_skipped = nullptr;
};
Sum SumOf(const Inputs& in, Examination& examination, std::string_view commit) {
  Sum sum;
  EachRun(in, in.facts.results.tests, [&](const TestRun& run) {
    if (!IsSameCommit(run.commit, commit)) return;
    ++sum.runs;
    sum.passed += run.partial ? 0 : run.passed;
    sum.failed += run.failed + run.errors;
    sum.skipped += run.skipped;
    if (run.failed + run.errors > 0) sum.bad = &run;
    if (run.skipped > 0 && run.passed == 0 && !run.partial) sum.all_skipped = &run;
    examination.RestsOn(run.grade, run.id);
    if (run.partial) examination.Missing(run.path.bytes + ", whole", Where::kTests);
  });
  return sum;
}

// Of each release in the window: its own tests passed. `what` for the headline.
enum class Skipped { kIsOpen, kUndoes };
void EachReleasePassed(const Inputs& in, Examination& examination, std::string_view missing,
                       Skipped skipped = Skipped::kIsOpen) {
  examination.Uses("history");
  auto releases = ReleasesInWindow(in);
  if (releases.empty())
    return examination.Missing(
        "a release in the window: tags that parse as versions, or releases: in avouch.yaml",
        Where::kTests);
  long long without = 0, good = 0;
  std::string example;
  for (const auto* release : releases) {
    Sum sum = SumOf(in, examination, release->commit);
    if (sum.bad != nullptr) {
      examination.Bad({sum.bad->path, 0},
                      release->tag + ": " + Count("test", sum.failed) +
                          " failed on the commit that was released",
                      Reach::kRelease, "release again from a commit whose tests pass", 60);
      continue;
    }
    if (skipped == Skipped::kUndoes && sum.passed == 0 && sum.all_skipped != nullptr) {
      examination.Bad({sum.all_skipped->path, 0},
                      release->tag + ": all " + Count("test", sum.skipped) + " were skipped",
                      Reach::kRelease, "let the tests run, and release again", 60);
      continue;
    }
    if (sum.passed == 0) {
      ++without;
      if (example.empty()) example = release->tag;
      continue;
    }
    ++good;
  }
  if (without == static_cast<long long>(releases.size())) {
    examination.Missing(std::string(missing), Where::kTests);
  } else if (without > 0) {
    examination.Missing("results for " + Count("release", without) + ", " + example + " among them",
                        Where::kTests);
  }
  if (good > 0) {
    examination.Good(good);
    examination.Witness("the tests of " + Thousands(good) + " of " +
                        Count("release", static_cast<long long>(releases.size())) +
                        " passed on their own commit");
  }
  if (!examination.findings().empty()) {
    examination.Headline(Count("release", examination.bad()) +
                         " went out with tests that failed or did not run");
    examination.Remedy("release again from a commit whose tests pass", 60);
  }
}

// Third-party components that were found, and changes of the files that name them.
struct ComponentChanges {
  long long components = 0, changes = 0;
};
ComponentChanges ChangesOf(const Inputs& in) {
  ComponentChanges out;
  for (const auto& manifest : in.facts.components.value.manifests) {
    long long here = 0;
    for (const auto& component : manifest.components)
      here += component.source != model::SourceKind::kPath &&
              component.source != model::SourceKind::kWorkspace;
    out.components += here;
    for (const auto& file : in.facts.history.value.files)
      if (here > 0 && file.path == manifest.path) out.changes += file.changes;
  }
  return out;
}

}  // namespace

void ExamineReleaseResults(const Inputs& in, Examination& examination) {
  EachReleasePassed(in, examination, "test results bound to each release");
}

void ExamineSecurityUpdates(const Inputs& in, Examination& examination) {
  // Security updates are named by fix records; none is "none in the period".
  auto fixes = RecordsOf(in, model::RecordKind::kFix);
  std::erase_if(fixes, [&](const auto* fix) { return IsStale(in, fix->on); });
  if (fixes.empty()) {
    for (const auto* period : RecordsOf(in, model::RecordKind::kVulnerabilityPeriod)) {
      if (!period->none || DaysBetween(*When(period->to), in.time) > in.policy.period_days)
        continue;
      if (period->looked_at.empty())
        return examination.Missing("looked-at: in " + period->path.bytes, Where::kPerson);
      if (!Take(examination, WordOf(in, *period, {}), period->id)) return;
      examination.Good();
      return examination.Witness(
          "no vulnerability was handled from " + period->from + " to " + period->to,
          {period->path, 0});
    }
    return examination.Missing("results bound to each security release", Where::kTests);
  }
  for (const auto* fix : fixes) {
    const model::Release* release = nullptr;
    for (const auto& one : in.facts.history.value.releases)
      if (!fix->fixed_in.empty() && !one.prerelease && one.date <= in.time &&
          (one.tag == fix->fixed_in || one.version == fix->fixed_in))
        release = &one;
    if (release == nullptr) {
      examination.Missing("the release " + fix->fixed_in + " that fixed " + fix->about,
                          Where::kTests);
      continue;
    }
    if (!Take(examination, WordOf(in, *fix, {}), fix->id)) continue;
    Sum sum = SumOf(in, examination, release->commit);
    if (sum.bad != nullptr)
      examination.Bad({sum.bad->path, 0},
                      release->tag + ", which fixed " + fix->about + ", went out with " +
                          Count("failing test", sum.failed),
                      Reach::kRelease, "release again from a commit whose tests pass", 60);
    else if (sum.passed == 0)
      examination.Missing("test results of " + release->tag + ", which fixed " + fix->about,
                          Where::kTests);
    else
      examination.Good();
  }
  if (!examination.findings().empty()) {
    examination.Headline(Count("security update", examination.bad()) +
                         " went out with failing tests");
    examination.Remedy("release again from a commit whose tests pass", 60);
  }
}

// A release's own passing results stand at or after every change in it.
void ExamineFirstUseTested(const Inputs& in, Examination& examination) {
  examination.Uses("components");
  if (ChangesOf(in).components == 0)
    return examination.Missing("a component from outside: none was found here", Where::kHere);
  EachReleasePassed(in, examination, "results bound to the commits that brought components in",
                    Skipped::kUndoes);
}

void ExamineUpdatesTested(const Inputs& in, Examination& examination) {
  examination.Uses("components");
  if (ChangesOf(in).changes == 0)
    return examination.Missing("a change of components in the history here", Where::kHere);
  EachReleasePassed(in, examination, "results bound to the commits that changed components",
                    Skipped::kUndoes);
}

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

void ExamineMultiFactor(const Inputs& in, Examination& examination) {
  const auto& users = in.product.privileged;
  if (users.empty())
    return examination.Missing(
        "tests that refuse a privileged action without a second factor, and privileged-users: in "
        "avouch.yaml",
        Where::kTests);
  for (const auto& user : users) {
    switch (TestedBy(in, examination, user.requirement)) {
      case Tested::kPassed:
        examination.Good();
        examination.Witness(
            user.kind + " is refused without a second factor (" + user.requirement + ")",
            user.place);
        break;
      case Tested::kFailed:
        examination.Bad(user.place,
                        "the test of " + user.requirement + ", for " + user.kind + ", fails",
                        Reach::kRelease, "enforce the second factor", 120);
        break;
      case Tested::kSkipped:
        examination.Bad(user.place,
                        "the test of " + user.requirement + ", for " + user.kind + ", is skipped",
                        Reach::kRelease, "let the test run", 30);
        break;
      case Tested::kNot:
        examination.Missing("a passing test that names " + user.requirement + ", for " + user.kind,
                            Where::kTests);
        break;
    }
  }
  Take(examination, WordOf(in, "product:privileged-users", {}), in.facts.organisation.id);
  if (!examination.findings().empty()) {
    examination.Headline("a privileged user can act without a second factor, as far as tests show");
    examination.Remedy("enforce the second factor, and let its test run", 120);
  }
}

void ExamineInputValidated(const Inputs& in, Examination& examination) {
  const auto& points = in.product.entry_points;
  if (points.empty())
    return examination.Missing(
        "the list of entry points, and results of analysis or fuzzing for each", Where::kTests);
  auto code = CurrentScans(in, examination, ScanKind::kCode);
  auto fuzz = CurrentScans(in, examination, ScanKind::kFuzz);
  bool fuzzed = !fuzz.empty();
  for (const auto* run : fuzz) examination.RestsOn(run->grade, run->id);
  EachRun(in, in.facts.results.tests, [&](const TestRun& run) {
    if (run.kind != "fuzz" || !IsCurrent(in, run.commit) || !PassedWhole(run)) return;
    fuzzed = true;
    examination.RestsOn(run.grade, run.id);
  });
  static const std::set<std::string> kInput = {
      "CWE-20",  "CWE-22",  "CWE-73",  "CWE-74",  "CWE-77",  "CWE-78",  "CWE-79",
      "CWE-88",  "CWE-89",  "CWE-90",  "CWE-91",  "CWE-94",  "CWE-95",  "CWE-113",
      "CWE-116", "CWE-119", "CWE-120", "CWE-121", "CWE-122", "CWE-125", "CWE-129",
      "CWE-190", "CWE-434", "CWE-444", "CWE-502", "CWE-601", "CWE-611", "CWE-643",
      "CWE-787", "CWE-917", "CWE-918", "CWE-943", "CWE-1321"};
  auto see = [&](const ScanRun& run, const ScanFinding& finding) {
    const Standing standing = StandingOf(in, examination, finding);
    SayOpen(examination, run, finding, standing);
    if (standing == Standing::kOpen)
      examination.Bad(PlaceOf(finding, run),
                      run.tool + " " + finding.rule +
                          (finding.cwe.empty() ? "" : " (" + Join(finding.cwe, ", ") + ")"),
                      Reach::kRelease, "validate what comes in", 30);
  };
  // Whatever a fuzzer finds came in as input.
  for (const auto* run : fuzz)
    for (const auto& finding : run->findings) see(*run, finding);
  for (const auto* run : code) {
    examination.RestsOn(run->grade, run->id);
    for (const auto& finding : run->findings)
      if (std::any_of(finding.cwe.begin(), finding.cwe.end(),
                      [](const auto& id) { return kInput.contains(id); }))
        see(*run, finding);
  }
  for (const auto& point : points) {
    bool wants_fuzz = ContainsIgnoreCase(point.how, "fuzz");
    if (!code.empty() || (wants_fuzz && fuzzed)) {
      if (wants_fuzz && !fuzzed) {
        examination.Missing(
            "a fuzzing result for " + point.name + ", which avouch.yaml says is fuzzed",
            Where::kTests);
        continue;
      }
      examination.Good();
    } else {
      examination.Missing("an analysis or a fuzzing result for " + point.name + ", on this commit",
                          Where::kTests);
    }
  }
  Take(examination, WordOf(in, "product:entry-points", {}), in.facts.organisation.id);
  if (examination.good() > 0)
    examination.Witness(Thousands(examination.good()) + " of " +
                        Count("entry point", static_cast<long long>(points.size())) +
                        " have an analysis or a fuzzing result on this commit");
  if (!examination.findings().empty()) {
    examination.Headline(Count("weakness", examination.bad(), "weaknesses") +
                         " in how input is handled " + (examination.bad() == 1 ? "is" : "are") +
                         " open");
    examination.Remedy("validate what comes in", 30);
  }
}

void ExamineStorage(const Inputs& in, Examination& examination) {
  auto scans = CurrentScans(in, examination, ScanKind::kSecrets);
  if (scans.empty())
    return examination.Missing(
        "a scan for secrets over tree and history, and the inventory of sensitive data",
        Where::kScan);
  bool history = false;
  std::set<std::string> rotated;
  for (const auto* record : RecordsOf(in, model::RecordKind::kRotation))
    if (!record->about.empty() && WordOf(in, *record, {}).grade != model::Grade::kClaimed)
      rotated.insert(record->about);
  long long looked = 0;
  for (const auto* run : scans) {
    examination.RestsOn(run->grade, run->id);
    history |= run->whole_history;
    for (const auto& finding : run->findings) {
      ++looked;
      if (rotated.contains(finding.fingerprint) || AcceptanceOf(in, finding).counts) continue;
      if (finding.suppressed && !finding.suppressed_why.empty()) {
        SayOpen(examination, *run, finding, Standing::kSilenced);
        continue;
      }
      bool test = IsTestPath(finding.place.path);
      examination.Bad(PlaceOf(finding, *run), finding.rule + ", with no record of its rotation",
                      test ? Reach::kDevelopment : Reach::kRelease,
                      "revoke it, then record the rotation", 20,
                      test ? Weight::kListed : Weight::kByReach, finding.fingerprint);
    }
  }
  if (!history) examination.Missing("a scan over the whole history", Where::kScan);
  const auto& data = in.product.sensitive;
  if (data.empty())
    examination.Missing("sensitive-data: in avouch.yaml, with what protects each", Where::kPerson);
  for (const auto& item : data) {
    if (item.at_rest.empty() || item.in_transit.empty()) {
      examination.Missing("what protects " + item.what + " at rest and in transit", Where::kPerson);
      continue;
    }
    if (item.test.empty() || TestedBy(in, examination, item.test) != Tested::kPassed) {
      examination.Missing("a passing test of the protection of " + item.what +
                              (item.test.empty() ? "" : " (" + item.test + ")"),
                          Where::kTests);
      continue;
    }
    examination.Good();
  }
  Take(examination, WordOf(in, "product:sensitive-data", {}), in.facts.organisation.id);
  if (examination.good() > 0)
    examination.Witness("tree and history searched (" + Count("finding", looked) + "), " +
                        Count("class", examination.good(), "classes") +
                        " of data protected and tested");
  long long deciding = std::count_if(examination.findings().begin(), examination.findings().end(),
                                     [](const auto& finding) { return finding.decides; });
  if (examination.bad() > 0) {
    examination.Headline(Count("secret", deciding > 0 ? deciding : examination.bad()) +
                         " in the tree or its history " + (deciding == 1 ? "has" : "have") +
                         " no record of rotation");
    examination.Remedy("revoke each, then record the rotation", 20);
  }
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
    const ScanRun* newest = nullptr;
    for (const auto* run : scans)
      if (IsSameCommit(run->commit, commit) && When(run->at) &&
          (newest == nullptr || When(newest->at)->seconds < When(run->at)->seconds))
        newest = run;
    if (newest == nullptr) {
      never.push_back(name);
      continue;
    }
    auto data = When(newest->data_at.empty() ? newest->at : newest->data_at);
    if (!data || *data > in.time || (*When(newest->at) < *data && newest->at.size() > 10)) {
      examination.Missing(
          "a date of the advisory data behind " + newest->path.bytes + " that is before its run",
          Where::kAdvisories);
      continue;
    }
    if (newest->data_at.empty())
      examination.Missing("the date of the advisory data behind " + newest->path.bytes,
                          Where::kAdvisories);
    long long hours = (in.time.seconds - data->seconds) / 3600;
    if (hours > in.policy.advisory_data_hours) {
      examination.Bad({newest->path, 0},
                      name + " was last matched against data of " + ToHumanDate(*data),
                      Reach::kRelease, "match it again with fresh data", 5);
      continue;
    }
    examination.RestsOn(newest->grade, newest->id);
    examination.Good();
    examination.Witness(name + " matched against data of " + ToHumanDate(*data) + ": " +
                            Count("finding", static_cast<long long>(newest->findings.size())),
                        {newest->path, 0});
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
