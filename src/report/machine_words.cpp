#include "report/machine_words.h"

#include <algorithm>

#include "base/text.h"

namespace avouch::report {

using model::Verdict;

syntax::Node Prose(std::string_view text) { return syntax::Node::Text(ToUtf8(text)); }

std::string VersionOf(const HandIn& what) {
  if (!what.version.empty()) return what.version;
  return what.commit.empty() ? "unversioned" : what.commit.substr(0, 12);
}

std::string AnswerName(const HandIn& what) {
  return what.product + '\n' + what.version + '\n' + what.commit + '\n' + ToString(what.assessed) +
         '\n' + what.policy + '\n' + what.file_digest;
}

std::string VerdictWords(const HandInClaim& claim) {
  switch (claim.verdict) {
    case Verdict::kMet:
      return claim.grade ? "met, " + std::string(model::Name(*claim.grade)) : "met";
    case Verdict::kNotMet:
      return "not met";
    case Verdict::kNotApplicable:
      return "not applicable";
    case Verdict::kNotEvidenced:
      break;
  }
  return "open: not evidenced";
}

std::string WhyOf(const HandInClaim& claim) {
  const bool met = claim.verdict == Verdict::kMet;
  std::string out = Join(met && !claim.rules.empty() ? claim.rules : claim.reasons, "; ");
  if (out.empty()) out = VerdictWords(claim);
  return out;
}

std::string EvidenceWords(const HandInEvidence& evidence) {
  std::string out = evidence.kind + " " + evidence.what;
  if (!evidence.on.empty()) out += ", " + evidence.on;
  out += ", " + std::string(model::Name(evidence.grade));
  return out + (evidence.digest.empty() ? ", withheld" : ", sha256:" + evidence.digest);
}

std::string EvidencedProperty(std::string_view claim) {
  std::string out = "UKSSCOP_" + std::string(claim) + "_EVIDENCED";
  std::ranges::replace(out, '.', '_');
  return out;
}

}  // namespace avouch::report
