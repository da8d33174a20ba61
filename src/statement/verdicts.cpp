#include "statement/verdicts.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "crypto/hash.h"
#include "statement/canonical_value.h"

namespace avouch::statement {
namespace {

constexpr std::string_view kIdPrefix = "sha256:";  // Of what somebody said

ClaimVerdict VerdictOf(const model::ClaimAnswer& claim) {
  ClaimVerdict out{claim.claim, claim.verdict, claim.grade, claim.argument, {}, {}, {}};
  std::set<std::string> evidence;
  for (const auto& check : claim.checks) {
    out.outcomes.push_back({check.check, check.outcome});
    for (const auto& one : check.evidence)
      evidence.insert(one.starts_with(kIdPrefix) ? std::string(kSaidEvidence) : one);
  }
  out.evidence.assign(evidence.begin(), evidence.end());
  if (claim.verdict == model::Verdict::kNotApplicable) out.reasons = claim.reasons;
  return out;
}

bool ForCustomers(const model::Gap& gap) {
  return gap.visibility == "customer" || gap.visibility == "public";
}

model::IfAny<std::string> RolesOf(const model::Organisation* people, const std::string& owner) {
  model::IfAny<std::string> out;
  const model::PersonEntry* person = people == nullptr ? nullptr : people->Find(owner);
  if (person == nullptr) return out;
  out.assign(person->roles.begin(), person->roles.end());
  std::ranges::sort(out);
  const auto again = std::ranges::unique(out);
  out.erase(again.begin(), again.end());
  return out;
}

// Met rests on something; what is not met has no grade. A name is text.
Status WellFormed(const Verdicts& verdicts) {
  auto wrong = [](const char* what, const std::string& where) {
    return Fail(ErrorKind::kMalformed, what, Printable(where));
  };
  for (const auto& claim : verdicts.claims) {
    const bool met = claim.verdict == model::Verdict::kMet;
    if (!IsUtf8(claim.claim)) return wrong("a claim's number that is no text", claim.claim);
    if (met != claim.grade.has_value() || claim.grade == model::Grade::kClaimed)
      return wrong("met and resting on nothing, or the reverse", claim.claim);
    for (const auto& one : claim.outcomes)
      if (!IsUtf8(one.check)) return wrong("a check's name that is no text", one.check);
  }
  for (const auto& principle : verdicts.principles)
    if (!IsUtf8(principle.principle))
      return wrong("a principle's number that is no text", principle.principle);
  return {};
}

Status EachOnce(const Verdicts& verdicts) {
  std::set<std::string_view> seen;
  for (const auto& claim : verdicts.claims)
    if (!seen.insert(claim.claim).second)
      return Fail(ErrorKind::kMalformed, "a claim given twice", claim.claim);
  for (const auto& principle : verdicts.principles)
    if (!seen.insert(principle.principle).second)
      return Fail(ErrorKind::kMalformed, "a principle given twice", principle.principle);
  return {};
}

// A waiver accepts something, of a claim that is decided here, until a day.
Status WaivedWell(const Verdicts& verdicts) {
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (const auto& one : verdicts.waived) {
    const bool decided = std::ranges::any_of(
        verdicts.claims, [&](const auto& claim) { return claim.claim == one.claim; });
    const auto until = ParseDate(one.until);
    if (!decided || one.findings < 1 || !until || ToString(*until) != one.until)
      return Fail(ErrorKind::kMalformed, "a waiver of nothing, or without a day", one.claim);
    if (!seen.emplace(one.claim, one.until).second)
      return Fail(ErrorKind::kMalformed, "a waiver told twice", one.claim);
  }
  return {};
}

// Several, of different names, each read at a commit or not read for a reason. Nothing
// is met where one was not read.
Status SourcesWell(const Verdicts& verdicts) {
  const auto wrong = [](const char* what, const std::string& where) {
    return Fail(ErrorKind::kMalformed, what, Printable(where));
  };
  std::set<std::string_view> seen;
  bool unread = false;
  for (const auto& source : verdicts.sources) {
    unread |= !source.left.empty();
    if (source.commit.empty() == source.left.empty())
      return wrong("a source neither read nor left, or both", source.name);
    if (!seen.insert(source.name).second) return wrong("a source told twice", source.name);
  }
  if (verdicts.sources.size() == 1) return wrong("one of several sources", "");
  for (const auto& claim : verdicts.claims)
    if (unread && claim.verdict == model::Verdict::kMet)
      return wrong("met, and a source was not read", claim.claim);
  return {};
}

}  // namespace

Verdicts VerdictsOf(const model::Assessment& assessment, const Digest& id,
                    const model::Organisation* people) {
  const model::Product& product = assessment.subject.product;
  Verdicts out;
  out.assessment = id;
  out.product = assessment.subject.name;
  out.is = product.is;
  out.organisation_name = product.organisation_name;
  out.commit = assessment.subject.commit;
  out.commit_date = assessment.subject.commit_date;
  out.time = assessment.time;
  out.program = assessment.program;
  out.catalogue = assessment.catalogue;
  out.arguments = assessment.arguments;
  out.tables = assessment.tables;
  out.policy = assessment.policy;
  if (product.scope) out.scope = model::Name(*product.scope);
  for (auto delivery : product.delivery) out.delivery.emplace_back(model::Name(delivery));
  out.delivery_assumed = product.delivery_assumed;
  out.excluded = static_cast<long long>(product.exclusions.size());
  for (const auto& one : assessment.observations)
    out.observations.push_back({one.family, one.seen, one.read, one.left});
  for (const auto& claim : assessment.claims) out.claims.push_back(VerdictOf(claim));
  out.principles = assessment.principles;
  for (const auto& gap : product.gaps)
    if (ForCustomers(gap))
      out.gaps.push_back({gap.claim, gap.why, gap.by, RolesOf(people, gap.owner)});
  out.waived = assessment.waived;
  for (const auto& source : assessment.subject.sources)
    out.sources.push_back({source.name, source.commit, source.left});
  return out;
}

Result<Bytes> WriteVerdicts(const Verdicts& verdicts) { return WriteValue(verdicts); }

Result<Verdicts> ReadVerdicts(BytesView json) {
  AVOUCH_TRY(Verdicts out, ReadValue<Verdicts>(json, kVerdictsSchema));
  AVOUCH_CHECK_OK(WellFormed(out));
  AVOUCH_CHECK_OK(EachOnce(out));
  AVOUCH_CHECK_OK(SourcesWell(out));
  AVOUCH_CHECK_OK(WaivedWell(out));
  return out;
}

Digest PolicyDigest(const model::Policy& policy) {
  auto bytes = WriteValue(policy);
  return bytes ? crypto::Sha256Of(*bytes) : Digest{};
}

}  // namespace avouch::statement
