// One answer for tests of what customers are handed: every verdict, every grade, and
// texts that a document could take for its own.

#pragma once

#include <string>

#include "base/time.h"
#include "report/hand_in.h"
#include "testing/form_sample.h"

namespace avouch::testing {

// With `pieces` of evidence for each claim.
inline report::HandIn SampleHandIn(int pieces = 2) {
  using model::Verdict;
  report::HandIn out;
  out.catalogue = FormCatalogue();
  out.organisation = "Larkhill & Sons <Health> Ltd";
  out.owner = "Helen Marsh";
  out.product = "Rota \"2\"";
  out.version = "2.4";
  out.commit = std::string(40, 'c');
  out.assessed = *ParseTime("2026-11-20T12:00:00Z");
  out.program = "avouch 0.1.0";
  out.policy = std::string(64, 'e');
  out.scope = "developer and distributor";
  out.delivery = {"saas"};
  out.loosened = {"training holds for 500 days, ours for 365"};
  out.changes = {"1.2.2: open, now met"};
  out.since = "2026-08-01";
  int number = 0;
  for (const auto& claim : out.catalogue.index) {
    report::HandInClaim one;
    one.claim = claim;
    one.verdict = static_cast<Verdict>(number % 4);
    one.argument = "sample/default@1";
    if (one.verdict == Verdict::kMet) {
      one.grade = static_cast<model::Grade>(number / 4 % 4);
      one.rules = {"a rule that holds for " + claim};
    } else {
      one.reasons = {"a reason of " + claim + ": ]]> & <w:t>"};
      one.gap = "being worked on", one.gap_until = "2027-03-01", one.gap_by = "tom";
    }
    for (int i = 0; i < pieces; ++i)
      one.evidence.push_back({"records/" + claim + "-" + std::to_string(i) + ".yaml", "record",
                              std::string(64, static_cast<char>('a' + i % 6)), "2026-10-03",
                              model::Grade::kSigned, "internal"});
    out.claims.push_back(std::move(one));
    ++number;
  }
  for (const auto& theme : out.catalogue.themes)
    for (const auto& principle : theme.principles)
      out.principles.push_back({principle.number, Verdict::kNotEvidenced});
  return out;
}

}  // namespace avouch::testing
