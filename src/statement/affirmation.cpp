#include "statement/affirmation.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "statement/canonical_value.h"

namespace avouch::statement {
namespace {

constexpr std::string_view kStatementType = "https://in-toto.io/Statement/v1";

// The predicate as it is written.
struct Predicate {
  Digest assessment;
  std::string by, organisation, log;
  Time on, until;
  std::string catalogue, arguments;
  Digest policy;
  std::vector<AffirmedVerdict> verdicts;
  std::vector<Reservation> reservations;

  AVOUCH_FIELDS(assessment, by, organisation, log, on, until, catalogue, arguments, policy,
                verdicts, reservations)
};

syntax::Node SubjectNode(const Affirmation& a) {
  auto digest = syntax::Node::Map();
  digest.Set("gitCommit", EncodeText(a.commit));
  digest.Set("sha256", a.assessment.hex());
  auto one = syntax::Node::Map();
  one.Set("name", EncodeText(a.product));
  one.Set("digest", std::move(digest));
  return syntax::Node::List().Add(std::move(one));
}

Result<Bytes> Write(const Affirmation& a) {
  const Predicate predicate{a.assessment, a.by,       a.organisation, a.log,
                            a.on,         a.until,    a.catalogue,    a.arguments,
                            a.policy,     a.verdicts, a.reservations};
  auto node = syntax::Node::Map();
  node.Set("_type", kStatementType);
  node.Set("subject", SubjectNode(a));
  node.Set("predicateType", kAffirmationType);
  node.Set("predicate", Encode(predicate));
  return syntax::WriteCanonical(node);
}

// The better, the higher; "worse" is a step down.
int Rank(model::Verdict verdict) {
  switch (verdict) {
    case model::Verdict::kMet:
      return 3;
    case model::Verdict::kNotApplicable:
      return 2;
    case model::Verdict::kNotEvidenced:
      return 1;
    case model::Verdict::kNotMet:
      return 0;
  }
  return 0;
}

template <class T>
const T* FindClaim(const std::vector<T>& list, std::string_view claim) {
  for (const auto& one : list)
    if (one.claim == claim) return &one;
  return nullptr;
}

}  // namespace

Affirmation AffirmationOf(const Verdicts& verdicts) {
  Affirmation out;
  out.product = verdicts.product;
  out.commit = verdicts.commit;
  out.assessment = verdicts.assessment;
  out.catalogue = verdicts.catalogue;
  out.arguments = verdicts.arguments;
  out.policy = PolicyDigest(verdicts.policy);
  for (const auto& claim : verdicts.claims) out.verdicts.push_back({claim.claim, claim.verdict});
  return out;
}

Status CheckAffirmation(const Affirmation& a) {
  auto wrong = [](std::string what, std::string where = {}) {
    return Fail(ErrorKind::kUsage, std::move(what), std::move(where));
  };
  if (a.by.empty() || !IsUtf8(a.by)) return wrong("nobody is named who affirms");
  if (a.until < a.on) return wrong("an end before the beginning", ToString(a.until));
  if (a.verdicts.empty()) return wrong("no verdict to affirm");
  std::set<std::string_view> seen;
  for (const auto& verdict : a.verdicts)
    if (!IsUtf8(verdict.claim)) return wrong("a claim's number that is no text");
  for (const auto& verdict : a.verdicts)
    if (!seen.insert(verdict.claim).second) return wrong("a claim given twice", verdict.claim);
  seen.clear();
  for (const auto& one : a.reservations) {
    if (FindClaim(a.verdicts, one.claim) == nullptr) return wrong("no such claim", one.claim);
    if (!seen.insert(one.claim).second) return wrong("a claim reserved twice", one.claim);
    if (one.why.empty() || one.why.size() > kMaxReservation)
      return wrong("a reservation needs a reason of at most 2,000 bytes", one.claim);
  }
  return {};
}

Result<Bytes> WriteAffirmation(const Affirmation& affirmation) {
  AVOUCH_CHECK_OK(CheckAffirmation(affirmation));
  return Write(affirmation);
}

Result<Affirmation> ReadAffirmation(BytesView json) {
  AVOUCH_TRY(syntax::Node root, syntax::ParseJson(json, {.allow_bom = false}));
  if (root["predicateType"].text() != kAffirmationType)
    return Fail(ErrorKind::kMalformed, "not an affirmation");
  Predicate p;
  AVOUCH_CHECK_OK(Decode(root["predicate"], p));
  const syntax::Node& subject = root["subject"].At(0);
  Affirmation out;
  AVOUCH_CHECK_OK(DecodeText(subject["name"], out.product));
  AVOUCH_CHECK_OK(DecodeText(subject["digest"]["gitCommit"], out.commit));
  out.assessment = p.assessment;
  out.by = std::move(p.by);
  out.organisation = std::move(p.organisation);
  out.log = std::move(p.log);
  out.on = p.on;
  out.until = p.until;
  out.catalogue = std::move(p.catalogue);
  out.arguments = std::move(p.arguments);
  out.policy = p.policy;
  out.verdicts = std::move(p.verdicts);
  out.reservations = std::move(p.reservations);
  auto again = WriteAffirmation(out);
  if (!again) return Fail(ErrorKind::kMalformed, again.error().what, again.error().where);
  if (*again != json) return Fail(ErrorKind::kMalformed, "not in its one spelling");
  return out;
}

Standing StandingOf(const Affirmation& affirmation, const Verdicts& verdicts,
                    std::string_view claim, Time now) {
  const auto* affirmed = FindClaim(affirmation.verdicts, claim);
  const auto* present = FindClaim(verdicts.claims, claim);
  if (affirmed == nullptr || present == nullptr) return Standing::kNotCovered;
  if (affirmation.catalogue != verdicts.catalogue || affirmation.arguments != verdicts.arguments ||
      affirmation.policy != PolicyDigest(verdicts.policy))
    return Standing::kOtherRules;
  if (AddDays(affirmation.until, 1) <= now) return Standing::kExpired;
  if (FindClaim(affirmation.reservations, claim) != nullptr) return Standing::kReserved;
  if (Rank(present->verdict) < Rank(affirmed->verdict)) return Standing::kWorse;
  return Standing::kStands;
}

}  // namespace avouch::statement
