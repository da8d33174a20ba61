#include "report/comparison.h"

#include <algorithm>
#include <set>

namespace avouch::report {
namespace {

using model::Finding;

std::vector<Finding> Deciding(const model::Assessment& assessment) {
  std::vector<Finding> out;
  std::set<std::string> seen;
  for (const auto& claim : assessment.claims)
    for (const auto& check : claim.checks)
      for (const auto& finding : check.findings)
        if (finding.decides && seen.insert(finding.id).second) out.push_back(finding);
  return out;
}

std::vector<Finding> Without(const std::vector<Finding>& from, const std::vector<Finding>& other) {
  std::set<std::string> ids;
  for (const auto& finding : other) ids.insert(finding.id);
  std::vector<Finding> out;
  for (const auto& finding : from)
    if (!ids.contains(finding.id)) out.push_back(finding);
  return out;
}

template <class T>
std::string Names(const std::vector<T>& values) {
  std::string out;
  for (auto value : values) out += (out.empty() ? "" : ", ") + std::string(Name(value));
  return out.empty() ? "assumed" : out;
}

}  // namespace

std::vector<std::string> Loosened(const model::Policy& base_policy, const model::Product& base,
                                  const model::Policy& policy, const model::Product& now) {
  std::vector<std::string> out;
  auto longer = [&](const char* name, long long before, long long after) {
    if (after > before)
      out.push_back(std::string(name) + ": " + std::to_string(before) + " to " +
                    std::to_string(after));
  };
  longer("window-days", base_policy.window_days, policy.window_days);
  longer("review-of-documents-days", base_policy.review_of_documents_days,
         policy.review_of_documents_days);
  longer("fix-critical-days", base_policy.fix_critical_days, policy.fix_critical_days);
  longer("fix-high-days", base_policy.fix_high_days, policy.fix_high_days);
  longer("fix-medium-days", base_policy.fix_medium_days, policy.fix_medium_days);
  if (policy.commits_for_automation < base_policy.commits_for_automation)
    out.push_back("commits-for-automation: " + std::to_string(base_policy.commits_for_automation) +
                  " to " + std::to_string(policy.commits_for_automation));
  std::set<Path> excluded;
  for (const auto& exclusion : base.exclusions) excluded.insert(exclusion.path);
  for (const auto& exclusion : now.exclusions)
    if (!excluded.contains(exclusion.path)) out.push_back("left out now: " + exclusion.path.bytes);
  if (base.gate != model::Gate::kNone && now.gate < base.gate)
    out.push_back("gate: " + std::string(Name(base.gate)) + " to " + std::string(Name(now.gate)));
  if (base.scope != now.scope && now.scope &&
      *now.scope != model::ProductScope::kDeveloperAndDistributor)
    out.push_back("scope: " + std::string(base.scope ? Name(*base.scope) : "assumed") + " to " +
                  std::string(Name(*now.scope)));
  if (!base.delivery_assumed && base.delivery != now.delivery)
    out.push_back("delivery: " + Names(base.delivery) + " to " + Names(now.delivery));
  std::sort(out.begin(), out.end());
  return out;
}

Comparison Compare(const model::Assessment& base, const model::Assessment& now) {
  std::vector<Finding> before = Deciding(base), after = Deciding(now);
  return {base.subject.commit, Without(after, before), Without(before, after),
          Loosened(base.policy, base.subject.product, now.policy, now.subject.product)};
}

}  // namespace avouch::report
