// What the Senior Responsible Owner signs: these verdicts, by these rules, until
// a date, with or without reservations.
//
// Spec: docs/predicates/affirmation.md; in-toto Statement v1. Values, and bytes
// from and to them; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "base/time.h"
#include "statement/verdicts.h"

namespace avouch::statement {

inline constexpr std::string_view kAffirmationType = "urn:x-avouch:affirmation:v1";
inline constexpr std::string_view kInTotoPayload = "application/vnd.in-toto+json";
inline constexpr std::size_t kMaxReservation = 2000;  // Bytes of one reason

struct Reservation {
  std::string claim, why;

  bool operator==(const Reservation&) const = default;
  AVOUCH_FIELDS(claim, why)
};

struct AffirmedVerdict {
  std::string claim;
  model::Verdict verdict = model::Verdict::kNotEvidenced;

  bool operator==(const AffirmedVerdict&) const = default;
  AVOUCH_FIELDS(claim, verdict)
};

struct Affirmation {
  std::string product, commit;  // The statement's subject
  Digest assessment;            // The subject's digest, too
  std::string by;               // Id of a person in the organisation's list
  std::string organisation;     // Fingerprint, or empty
  std::string log;              // The log's key as a signed note writes it
  Time on, until;               // until: the last day, at its start
  std::string catalogue, arguments;
  Digest policy;
  std::vector<AffirmedVerdict> verdicts;  // All claims, in the catalogue's order
  std::vector<Reservation> reservations;  // By claim, each once

  bool operator==(const Affirmation&) const = default;
};

// What `by` would sign of `verdicts`. The caller adds reservations.
[[nodiscard]] Affirmation AffirmationOf(const Verdicts& verdicts);

// Fails with kUsage: a claim reserved that is not among the verdicts or twice, a
// reason that is empty or too long, an end before the beginning, nobody named.
[[nodiscard]] Status CheckAffirmation(const Affirmation& affirmation);

// The payload, canonical. Fails as CheckAffirmation.
[[nodiscard]] Result<Bytes> WriteAffirmation(const Affirmation& affirmation);
// Accepts exactly what WriteAffirmation writes. Fails with kMalformed.
[[nodiscard]] Result<Affirmation> ReadAffirmation(BytesView json);

// For one claim: does it stand, and if not, why.
enum class Standing {
  kStands,
  kReserved,    // The signer excepted it
  kWorse,       // The verdict was better when it was signed
  kNotCovered,  // Signed before this claim was decided
  kExpired,
  kOtherRules,  // Another catalogue, other arguments, another policy
};
AVOUCH_NAMES(Standing, "stands", "reserved", "lapsed", "not-covered", "expired", "other-rules")

// By the claim's present verdict and the time of the reader.
[[nodiscard]] Standing StandingOf(const Affirmation& affirmation, const Verdicts& verdicts,
                                  std::string_view claim, Time now);

}  // namespace avouch::statement
