#include "report/hand_in.h"

#include <algorithm>

namespace avouch::report {

using model::Verdict;

long long CountOf(const HandIn& what, Verdict verdict) {
  return std::ranges::count(what.claims, verdict, &HandInClaim::verdict);
}

std::string QuotableSentence(const HandIn& what) {
  long long dated = 0, open = 0;
  for (const auto& claim : what.claims) {
    if (claim.verdict != Verdict::kNotMet && claim.verdict != Verdict::kNotEvidenced) continue;
    ++open;
    if (!claim.gap_until.empty()) ++dated;
  }
  const std::string who = what.organisation.empty() ? "nobody named" : what.organisation;
  std::string out =
      "On " + ToHumanDate(what.assessed) + ", " + who + " assessed " + what.product + " " +
      (what.version.empty() ? what.commit.substr(0, 12) : what.version) +
      " against the Code (May 2025), claims v1.0: " + std::to_string(CountOf(what, Verdict::kMet)) +
      " of " + std::to_string(what.claims.size()) + " claims evidenced, " +
      std::to_string(CountOf(what, Verdict::kNotApplicable)) + " not applicable with reasons, " +
      std::to_string(dated) + " open with dates";
  if (open > dated) out += ", " + std::to_string(open - dated) + " open with no date told";
  return out + ".";
}

std::string WordsOf(const HandIn& what, const std::string& claim) {
  if (const auto found = what.wording.find(claim); found != what.wording.end())
    return found->second;
  const auto* known = model::FindClaim(what.catalogue, claim);
  return known == nullptr ? "" : known->claim;
}

}  // namespace avouch::report
