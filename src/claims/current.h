// Which results count: those of the assessed commit or of the newest release, not
// dated after the assessment nor before the window.
//
// A result counts for the commit that it names and no other; a run that ran
// nothing passed nothing; a run that was cut short shows nothing whole. Pure; any
// thread.

#pragma once

#include <string_view>
#include <vector>

#include "claims/check.h"

namespace avouch::claims {

// Final releases in the window, newest first.
[[nodiscard]] std::vector<const model::Release*> ReleasesInWindow(const Inputs& in);

// True for the commit that is assessed, and for that of the newest release.
[[nodiscard]] bool IsCurrent(const Inputs& in, std::string_view commit);
// True for two commits that are named and the same.
[[nodiscard]] bool IsSameCommit(std::string_view run, std::string_view commit);

// Dated, and before the window of results. False when `at` says no time.
[[nodiscard]] bool IsStale(const Inputs& in, std::string_view at);
// Dated after the assessment. False when `at` says no time.
[[nodiscard]] bool IsLater(std::string_view at, Time now);

// Visits the runs that count at all, by their date.
template <class Run, class Visit>
void EachRun(const Inputs& in, const std::vector<Run>& runs, Visit visit) {
  for (const auto& run : runs)
    if (!IsLater(run.at, in.time) && !IsStale(in, run.at)) visit(run);
}

// Something ran, all of it, and nothing failed.
[[nodiscard]] bool PassedWhole(const model::TestRun& run);

// Scans of the current commit that ended well; one that did not is told as missing.
[[nodiscard]] std::vector<const model::ScanRun*> CurrentScans(const Inputs& in,
                                                              Examination& examination,
                                                              model::ScanKind kind);

// What tests that name `id` did on the current commit, the worst of them; a test
// that passed in a run cut short is told as missing. The check rests on those runs.
enum class Tested { kNot, kPassed, kFailed, kSkipped };
[[nodiscard]] Tested TestedBy(const Inputs& in, Examination& examination, std::string_view id);

// What a signed record, or nobody's, makes of a finding. Accepted: by one who may,
// with a reason, until a day that is not over.
struct Acceptance {
  bool counts = false, over = false;
  const model::Record* record = nullptr;
};
[[nodiscard]] Acceptance AcceptanceOf(const Inputs& in, const model::ScanFinding& finding);

// By which a finding is told from others: its fingerprint, or its rule and place.
[[nodiscard]] std::string NameOf(const model::ScanFinding& finding);
// Where the finding is, or the report that tells it.
[[nodiscard]] model::Place PlaceOf(const model::ScanFinding& finding, const model::ScanRun& run);
// Below a folder of tests, fixtures or examples.
[[nodiscard]] bool IsTestPath(const Path& path);

}  // namespace avouch::claims
