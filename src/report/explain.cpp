#include "report/explain.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "report/summary.h"

namespace avouch::report {

using model::Outcome;

const model::ClaimAnswer* FindAnswer(const model::Assessment& assessment, std::string_view claim) {
  for (const auto& answer : assessment.claims)
    if (answer.claim == claim) return &answer;
  return nullptr;
}

std::string_view MarkOf(const model::CheckResult& check) {
  switch (check.outcome) {
    case Outcome::kSatisfied:
      return "✓";
    case Outcome::kViolated:
      return "✗";
    case Outcome::kNotApplicable:
      return "–";
    case Outcome::kNoEvidence:
      return check.nothing ? "–" : "?";
  }
  return "?";
}

std::string CountOf(const model::CheckResult& check) {
  if (check.of > 0) return Thousands(check.good) + " of " + Thousands(check.of);
  switch (check.outcome) {
    case Outcome::kNotApplicable:
      return "not applicable";
    case Outcome::kNoEvidence:
      return check.nothing ? "none found" : check.partial ? "in part" : "not seen";
    default:
      return {};
  }
}

std::vector<WhoseRule> WhoseRules(const Material& material, const model::ClaimAnswer& answer) {
  std::vector<WhoseRule> out;
  for (auto part : Split(answer.argument, ',')) {
    std::string id(Trim(part));
    if (id.empty()) continue;
    for (const auto& argument : material.arguments.arguments)
      if (argument.claim == answer.claim && argument.id == id)
        out.push_back({id, argument.because});
    if (out.empty() || out.back().argument != id) out.push_back({id, {}});
  }
  return out;
}

std::string CustomerSentence(const model::CatalogueClaim& claim, model::Verdict verdict) {
  switch (verdict) {
    case model::Verdict::kMet:
      return claim.customer.met;
    case model::Verdict::kNotMet:
      return claim.customer.not_met;
    case model::Verdict::kNotEvidenced:
      return claim.customer.open;
    case model::Verdict::kNotApplicable:
      return "The supplier says that this does not apply, and why.";
  }
  return {};
}

std::string CustomerGround(const model::ClaimAnswer& answer, const Time& time) {
  std::string on = ToHumanDate(time);
  if (!answer.grade) return "As of " + on + ".";
  switch (*answer.grade) {
    case model::Grade::kComputed:
      return "Computed as of " + on + "; whoever has this commit can repeat it.";
    case model::Grade::kAttested:
      return "As of " + on + ", as another system signed it.";
    case model::Grade::kExported:
      return "As of " + on + ", by another system's answer, kept as it came.";
    case model::Grade::kSigned:
      return "As of " + on + ", on the signed word of a named person.";
    case model::Grade::kClaimed:
      return "As of " + on + ", only said.";
  }
  return {};
}

std::string AppliesTo(const model::CatalogueClaim& claim) {
  std::string out;
  for (auto scope : claim.applies) out += (out.empty() ? "" : ", ") + ScopeWords(scope);
  return out;
}

std::string ServesLine(const model::Catalogue& catalogue, const model::CatalogueClaim& claim) {
  std::string out;
  for (const auto& framework : catalogue.frameworks) {
    std::string ids;
    for (const auto& served : claim.serves)
      if (served.framework == framework.id)
        ids += (ids.empty() ? " " : ", ") + served.id + (served.weak ? " (weak)" : "");
    if (!ids.empty()) out += (out.empty() ? "" : " · ") + framework.name + ids;
  }
  return out;
}

std::string ReadLine(const model::CatalogueClaim& claim) {
  std::string out;
  for (const auto& signpost : claim.signposts)
    out += (out.empty() ? "" : " · ") + signpost.name +
           (signpost.where.empty() ? "" : ", " + signpost.where);
  return out;
}

std::vector<const model::ObservationId*> EvidenceOf(const model::Assessment& assessment,
                                                    const model::ClaimAnswer& answer) {
  std::set<std::string_view> families;
  for (const auto& check : answer.checks)
    families.insert(check.evidence.begin(), check.evidence.end());
  std::vector<const model::ObservationId*> out;
  for (const auto& observation : assessment.observations)
    if (families.contains(observation.family)) out.push_back(&observation);
  return out;
}

}  // namespace avouch::report
