// What travels with every bundle: the verdicts, by what rules they came about,
// and no finding, path or name.
//
// Spec: docs/predicates/verdicts.md. Made out of an assessment by a fixed rule,
// so that who has both can compare. Values, and bytes from and to them; any thread.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "model/assessment.h"
#include "model/organisation.h"

namespace avouch::statement {

inline constexpr std::string_view kVerdictsSchema = "urn:x-avouch:verdicts:v1";

struct CheckOutcome {
  std::string check;
  model::Outcome outcome = model::Outcome::kNoEvidence;

  bool operator==(const CheckOutcome&) const = default;
  AVOUCH_FIELDS(check, outcome)
};

struct ClaimVerdict {
  std::string claim;
  model::Verdict verdict = model::Verdict::kNotEvidenced;
  std::optional<model::Grade> grade;
  std::string argument;
  std::vector<CheckOutcome> outcomes;
  std::vector<std::string> evidence;  // Families of observations, and kSaidEvidence; sorted
  std::vector<std::string> reasons;   // Of "not applicable" only: a customer must read why

  bool operator==(const ClaimVerdict&) const = default;
  AVOUCH_FIELDS(claim, verdict, grade, argument, outcomes, evidence, reasons)
};

// How much a family of readers saw. No digest: what is withheld is not to be
// guessed by trying.
struct EvidenceCount {
  std::string family;
  long long seen = 0, read = 0, left = 0;

  bool operator==(const EvidenceCount&) const = default;
  AVOUCH_FIELDS(family, seen, read, left)
};

inline constexpr std::string_view kSaidEvidence = "said";

struct ToldGap {
  std::string claim, why, by;
  model::IfAny<std::string> roles;  // Of its owner, sorted; none: no person who is listed

  bool operator==(const ToldGap&) const = default;
  AVOUCH_FIELDS(claim, why, by, roles)
};

// One of several sources that the product is made of.
struct ToldSource {
  std::string name, commit;
  std::string left;  // Why it was not read: then `commit` is empty, and no claim is met

  bool operator==(const ToldSource&) const = default;
  AVOUCH_FIELDS(name, commit, left)
};

struct Verdicts {
  std::string schema{kVerdictsSchema};
  Digest assessment;
  std::string product, is, organisation_name;
  std::string commit;
  Time commit_date, time;
  std::string program, catalogue, arguments, tables;
  model::Policy policy;
  std::string scope;                  // As it was said, or empty: assumed
  std::vector<std::string> delivery;  // As it was said or assumed
  bool delivery_assumed = true;
  long long excluded = 0;  // Paths that the product's file leaves out
  std::vector<EvidenceCount> observations;
  std::vector<ClaimVerdict> claims;  // In the catalogue's order
  std::vector<model::PrincipleAnswer> principles;
  std::vector<ToldGap> gaps;                  // Those that are for customers
  std::vector<model::WaivedFindings> waived;  // How many, of which claim, until when; no more
  model::IfAny<ToldSource> sources;           // Of several; `commit` is that of the one at "."

  bool operator==(const Verdicts&) const = default;
  AVOUCH_FIELDS(schema, assessment, product, is, organisation_name, commit, commit_date, time,
                program, catalogue, arguments, tables, policy, scope, delivery, delivery_assumed,
                excluded, observations, claims, principles, gaps, waived, sources)
};

// `id` is of the assessment's own bytes. Owners of gaps are told by the roles that `people`
// gives them, and never by name.
[[nodiscard]] Verdicts VerdictsOf(const model::Assessment& assessment, const Digest& id,
                                  const model::Organisation* people = nullptr);

[[nodiscard]] Result<Bytes> WriteVerdicts(const Verdicts& verdicts);
// Accepts exactly what WriteVerdicts writes. Fails with kMalformed, also for a
// claim or principle given twice.
[[nodiscard]] Result<Verdicts> ReadVerdicts(BytesView json);

// SHA-256 of the canonical bytes of a policy.
[[nodiscard]] Digest PolicyDigest(const model::Policy& policy);

}  // namespace avouch::statement
