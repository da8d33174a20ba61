// What tests showed, bound to a release's commit: claims 1.2.3, 1.2.4, 1.3.2, 3.5.2.
//
// A result counts for the commit that it names and no other; a run that ran
// nothing passed nothing; a run that was cut short shows nothing whole.

#include "base/text.h"
#include "claims/checks.h"
#include "claims/current.h"
#include "claims/elsewhere.h"
#include "claims/period.h"
#include "claims/update_places.h"
#include "claims/upstream.h"
#include "claims/word.h"

namespace avouch::claims {
namespace {

using model::Reach;
using model::TestRun;
using model::Where;

// Everything that ran on one commit, added up.
struct Sum {
  long long runs = 0, passed = 0, failed = 0, skipped = 0;
  long long in_time = 0;  // Of those that passed: by the end of the release's day
  const TestRun* bad = nullptr;
  const TestRun* all_skipped = nullptr;
};

// True when the run is dated no later than the day on which the release is: ours, since its
// own build may test what its tag already names.
bool IsBefore(const TestRun& run, const model::Release& release) {
  const auto at = When(run.at);
  return at && *at < AddDays(StartOf(DateOf(release.date)), 1);
}

Sum SumOf(const Inputs& in, Examination& examination, const model::Release& release,
          std::string_view commit) {
  Sum sum;
  EachRun(in, in.facts.results.tests, [&](const TestRun& run) {
    if (!IsSameCommit(run.commit, commit)) return;
    ++sum.runs;
    sum.passed += run.partial ? 0 : run.passed;
    sum.in_time += run.partial || !IsBefore(run, release) ? 0 : run.passed;
    sum.failed += run.failed + run.errors;
    sum.skipped += run.skipped;
    if (run.failed + run.errors > 0) sum.bad = &run;
    if (run.skipped > 0 && run.passed == 0 && !run.partial) sum.all_skipped = &run;
    examination.RestsOn(run.grade, run.id);
    if (run.partial) examination.Missing(run.path.bytes + ", whole", Where::kTests);
  });
  return sum;
}

// The release's own commit has no results. True when the nearest commit before it that has
// some, and the very same components, passed. A failure there may be the product's and mended
// since: it is shown, and decides nothing.
bool TestedBefore(const Inputs& in, Examination& examination, const model::Release& release) {
  for (const auto& same : in.facts.results.same_components) {
    if (!IsSameCommit(same.release, release.commit)) continue;
    const Sum sum = SumOf(in, examination, release, same.commit);
    const std::string at =
        same.commit.substr(0, 12) + ", which has the components of " + release.tag;
    if (sum.bad != nullptr) {
      examination.Bad({sum.bad->path, 0}, Count("test", sum.failed) + " failed at " + at,
                      Reach::kRelease, "keep the results of each release", 10, Weight::kListed);
      examination.Headline("tests failed before a release that keeps no results of its own");
      examination.Remedy("keep the results of each release", 10);
      return false;
    }
    if (sum.in_time == 0) return false;
    examination.Witness(Count("test", sum.in_time) + " passed at " + at);
    return true;
  }
  return false;
}

// Of each release in the window: its own tests passed. Where it is about components,
// runs that were all skipped undo it, those of a commit before it that has the same
// components or tests of each component elsewhere stand in for results that nobody kept,
// and what passed only later was not tested before it was used.
enum class About { kRelease, kComponents };
void EachReleasePassed(const Inputs& in, Examination& examination, std::string_view missing,
                       About about = About::kRelease) {
  examination.Uses("history");
  auto releases = ReleasesInWindow(in);
  if (releases.empty())
    return examination.Missing(
        "a release in the window: tags that parse as versions, or releases: in avouch.yaml",
        Where::kTests);
  long long without = 0, good = 0, elsewhere = 0, before = 0, undone = 0;
  std::string example, lacking;
  std::vector<std::string> late;
  for (const auto* release : releases) {
    Sum sum = SumOf(in, examination, *release, release->commit);
    if (sum.bad != nullptr) {
      examination.Bad({sum.bad->path, 0},
                      release->tag + ": " + Count("test", sum.failed) +
                          " failed on the commit that was released",
                      Reach::kRelease, "release again from a commit whose tests pass", 60);
      ++undone;
      continue;
    }
    if (about == About::kComponents && sum.passed == 0 && sum.all_skipped != nullptr) {
      examination.Bad({sum.all_skipped->path, 0},
                      release->tag + ": all " + Count("test", sum.skipped) + " were skipped",
                      Reach::kRelease, "let the tests run, and release again", 60);
      ++undone;
      continue;
    }
    if (sum.runs == 0 && about == About::kComponents && TestedBefore(in, examination, *release)) {
      ++before;
      continue;
    }
    if (sum.runs == 0 && about == About::kComponents &&
        TestedElsewhere(in, examination, *release, lacking)) {
      ++elsewhere;
      continue;
    }
    if (sum.passed == 0) {
      ++without;
      if (example.empty()) example = release->tag;
      continue;
    }
    if (about == About::kComponents && sum.in_time == 0) {
      late.push_back(release->tag);
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
  if (!late.empty())
    examination.Missing(
        "results of " + late.front() +
            " by the day of its tag: those that are here are dated later, or not at all" +
            (late.size() > 1
                 ? "; so of " + Count("release", static_cast<long long>(late.size()) - 1) + " more"
                 : ""),
        Where::kTests);
  if (!lacking.empty())
    examination.Missing("a test of " + lacking + ", as others of " + example + " have",
                        Where::kPerson);
  if (before > 0) examination.Good(before);
  if (elsewhere > 0) {
    examination.Good(elsewhere);
    examination.Witness("each component of the release was tested where no results are kept");
  }
  if (good > 0) {
    examination.Good(good);
    examination.Witness("the tests of " + Thousands(good) + " of " +
                        Count("release", static_cast<long long>(releases.size())) +
                        " passed on their own commit");
  }
  if (undone > 0) {
    examination.Headline(Count("release", undone) +
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
    if (IsOfDevelopers(manifest)) continue;
    long long here = 0;
    for (const auto& component : manifest.components) here += !model::IsOwnFolder(component);
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
    if (NoneInPeriod(in, examination, model::RecordKind::kVulnerabilityPeriod,
                     RecordsOf(in, model::RecordKind::kTold), "vulnerability was handled"))
      return;
    return examination.Missing("results bound to each security release", Where::kTests);
  }
  for (const auto* fix : fixes) {
    const model::Release* release = nullptr;
    for (const auto& one : in.facts.history.value.releases)
      if (!fix->fixed_in.empty() && !one.prerelease && one.date <= in.time &&
          (one.tag == fix->fixed_in || one.version == fix->fixed_in))
        release = &one;
    if (const NamedVersion fixed = ComponentNamed(fix->fixed_in);
        release == nullptr && in.product.scope == model::ProductScope::kReseller &&
        HasUpstream(in, fixed.name)) {
      // Who tests what is passed on is its maker.
      if (!Take(examination, WordOf(in, *fix, {}), fix->id)) continue;
      const auto* told = AskMaker(in, examination, fixed.name, "3.5.2", fix->on);
      if (told != nullptr && told->verdict == model::Verdict::kMet) examination.Good();
      continue;
    }
    if (release == nullptr) {
      examination.Missing((fix->fixed_in.empty() ? "a release" : "the release " + fix->fixed_in) +
                              " that fixed " + fix->about,
                          Where::kTests);
      continue;
    }
    if (!Take(examination, WordOf(in, *fix, {}), fix->id)) continue;
    Sum sum = SumOf(in, examination, *release, release->commit);
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
                         " went out with failing tests, or by its maker's word untested");
    examination.Remedy("release again from a commit whose tests pass", 60);
  }
}

// A release's own passing results stand at or after every change in it.
void ExamineFirstUseTested(const Inputs& in, Examination& examination) {
  examination.Uses("components");
  SeeComponentTests(in, examination);
  if (ChangesOf(in).components == 0)
    return examination.Missing("a component from outside: none was found here", Where::kHere);
  EachReleasePassed(in, examination,
                    "test results of the releases that brought components in (avouch collect tests "
                    "FILE --commit RELEASE)",
                    About::kComponents);
}

void ExamineUpdatesTested(const Inputs& in, Examination& examination) {
  examination.Uses("components");
  SeeComponentTests(in, examination);
  if (ChangesOf(in).changes == 0)
    return examination.Missing("a change of components in the history here", Where::kHere);
  EachReleasePassed(in, examination,
                    "test results of the releases that changed components (avouch collect tests "
                    "FILE --commit RELEASE)",
                    About::kComponents);
}

}  // namespace avouch::claims
