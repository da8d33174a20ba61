#include "claims/standing.h"

namespace avouch::claims {

using model::ScanFinding;
using model::ScanRun;
using model::Severity;
using model::Where;

Standing StandingOf(const Inputs& in, Examination& examination, const ScanFinding& finding) {
  if (finding.severity < Severity::kHigh && finding.severity != Severity::kUnknown)
    return Standing::kSettled;
  const Acceptance acceptance = AcceptanceOf(in, finding);
  if (acceptance.counts) {
    examination.Waive(NameOf(finding), *acceptance.record);
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

}  // namespace avouch::claims
