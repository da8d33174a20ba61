// What a form, a supplier's page or another report for a customer is made from: one
// answer, wherever it came from.
//
// Filled by app/hand_in.h out of an assessment made now, or out of a sealed bundle;
// a writer reads this and nothing else. What is withheld from the reader of a
// bundle is empty here, and `told_by` says which of the two it is. Values; any thread.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "model/assessment.h"
#include "model/catalogue.h"
#include "model/clause.h"
#include "model/form.h"

namespace avouch::report {

// One thing that a claim rests on.
struct HandInEvidence {
  std::string what;    // "components", "records/2026-10-03-review.yaml", "inbox/github/…"
  std::string kind;    // "observation", "record", "list", "export", "paper", "results", ...
  std::string digest;  // SHA-256, hex; empty: withheld from this reader
  std::string on;      // Day, "2026-10-03"; empty: not told
  model::Grade grade = model::Grade::kComputed;
  std::string visibility;  // "public", "customer", "assessor", "internal"

  bool operator==(const HandInEvidence&) const = default;
};

struct HandInClaim {
  std::string claim;  // "1.2.2"; words are in the catalogue
  model::Verdict verdict = model::Verdict::kNotEvidenced;
  std::optional<model::Grade> grade;  // Only when met
  std::string argument;               // "integrity/default@1"
  std::vector<std::string> reasons;   // Why, a line each; of "not applicable" the reason
  std::vector<std::string> rules;     // What holds, a line for each check that is satisfied
  std::vector<HandInEvidence> evidence;
  std::string next;                     // The shortest step to met; empty: met, or withheld
  std::string gap, gap_until, gap_by;   // Known and open: why, until when, who owns it
  std::string reservation;              // The owner's, where there is one
  std::vector<model::SaidInForm> said;  // Only said: never decides

  bool operator==(const HandInClaim&) const = default;
};

// The Senior Responsible Owner's signature over these verdicts.
struct HandInSigned {
  std::string by;         // Name where it may be told, else the id
  std::string on, until;  // Days
  std::string how;        // "ssh-ed25519 SHA256:..., listed for helen"

  bool operator==(const HandInSigned&) const = default;
};

enum class ToldBy { kAssessment, kBundle, kForm };

struct HandIn {
  ToldBy told_by = ToldBy::kAssessment;
  std::string organisation, fingerprint;  // Of its list of keys, hex; or empty
  std::string owner;                      // Who is listed as Senior Responsible Owner; or empty
  std::optional<HandInSigned> signed_by;  // Of a bundle, where it counts
  std::string product, version, commit;   // version: of a bundle; or empty
  Time assessed;
  std::string program, policy;           // policy: SHA-256 of the rules, hex
  std::vector<std::string> loosened;     // Rules that are weaker than ours, a line each
  std::string scope;                     // As it was said; empty: assumed
  std::vector<std::string> delivery;     // As it was said or assumed
  std::vector<std::string> assumptions;  // A line each
  std::vector<std::string> changes;      // Since `since`, a line each
  std::string since;                     // Day of the earlier answer; empty: none was named
  std::string file, file_digest;         // The bundle; or empty
  std::string log;                       // Its log's name; or empty

  std::vector<HandInClaim> claims;  // All, in the catalogue's order
  std::vector<model::PrincipleAnswer> principles;

  model::Catalogue catalogue;
  model::ContractClauses clauses;
  std::map<std::string, std::string> wording;  // Official, by claim: what the user supplied
  std::string wording_digest;                  // Of that file, hex; or empty
};

// How many of the claims have that verdict.
[[nodiscard]] long long CountOf(const HandIn& what, model::Verdict verdict);

// The one sentence that may be quoted: "On DATE, ORG assessed PRODUCT VERSION against
// the Code (May 2025), claims v1.0: N of 45 claims evidenced, M not applicable with
// reasons, K open with dates." Open ones without a date are said apart.
[[nodiscard]] std::string QuotableSentence(const HandIn& what);

// The official wording where the user supplied it, else the catalogue's.
[[nodiscard]] std::string WordsOf(const HandIn& what, const std::string& claim);

}  // namespace avouch::report
