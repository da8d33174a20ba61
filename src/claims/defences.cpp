// Claims 1.4.2, 1.4.4 and 1.4.5: a second factor, input that is validated and
// sensitive data that is protected, as tests and scanners show them.
//
// A result counts for the commit that it names and no other.

#include <algorithm>
#include <map>
#include <set>

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
using model::TestRun;
using model::Where;

const std::set<std::string>& InputWeaknesses() {
  static const std::set<std::string> kInput = {
      "CWE-20",  "CWE-22",  "CWE-73",  "CWE-74",  "CWE-77",  "CWE-78",  "CWE-79",
      "CWE-88",  "CWE-89",  "CWE-90",  "CWE-91",  "CWE-94",  "CWE-95",  "CWE-113",
      "CWE-116", "CWE-119", "CWE-120", "CWE-121", "CWE-122", "CWE-125", "CWE-129",
      "CWE-190", "CWE-434", "CWE-444", "CWE-502", "CWE-601", "CWE-611", "CWE-643",
      "CWE-787", "CWE-917", "CWE-918", "CWE-943", "CWE-1321"};
  return kInput;
}

// Open findings about how input is handled.
void SeeWeaknesses(const Inputs& in, Examination& examination,
                   const std::vector<const ScanRun*>& code,
                   const std::vector<const ScanRun*>& fuzz) {
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
                      [](const auto& id) { return InputWeaknesses().contains(id); }))
        see(*run, finding);
  }
}

// What avouch.yaml says of sensitive data, each class with its protection and its test.
void ExamineInventory(const Inputs& in, Examination& examination, long long looked) {
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
}

}  // namespace

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
  SeeWeaknesses(in, examination, code, fuzz);
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
  std::map<std::string, const model::Record*> rotated;
  for (const auto* record : RecordsOf(in, model::RecordKind::kRotation))
    if (!record->about.empty() && WordOf(in, *record, {}).grade != model::Grade::kClaimed)
      rotated.emplace(record->about, record);
  long long looked = 0;
  for (const auto* run : scans) {
    examination.RestsOn(run->grade, run->id);
    history |= run->whole_history;
    for (const auto& finding : run->findings) {
      ++looked;
      if (const auto rotation = rotated.find(finding.fingerprint); rotation != rotated.end()) {
        examination.RestsOn(model::Grade::kSigned, rotation->second->id);
        continue;
      }
      if (const auto acceptance = AcceptanceOf(in, finding); acceptance.counts) {
        examination.Waive(NameOf(finding), *acceptance.record);
        continue;
      }
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
  if (!in.beside) {
    ExamineInventory(in, examination, looked);
  } else if (history) {  // Each source is searched; the inventory is in the other
    examination.Good();
    examination.Witness("tree and history searched (" + Count("finding", looked) + ")");
  }
  long long deciding = std::count_if(examination.findings().begin(), examination.findings().end(),
                                     [](const auto& finding) { return finding.decides; });
  if (examination.bad() > 0) {
    examination.Headline(Count("secret", deciding > 0 ? deciding : examination.bad()) +
                         " in the tree or its history " + (deciding == 1 ? "has" : "have") +
                         " no record of rotation");
    examination.Remedy("revoke each, then record the rotation", 20);
  }
}

}  // namespace avouch::claims
