#include "formats/gitlab_export.h"

#include <algorithm>

#include "formats/scan_report.h"

namespace avouch::formats {

std::string TakeGitlabBranch(const syntax::Node& node, std::vector<model::ProtectionRule>& out) {
  const std::string name = OneLine(node["name"].text());
  if (name.empty()) return "a branch without a name";
  model::ProtectionRule rule;
  rule.target = "refs/heads/" + name;
  rule.active = true;
  rule.reviews_told = false;
  rule.no_delete = true;
  rule.no_force = node["allow_force_push"].boolean() == false;
  rule.owners_review = node["code_owner_approval_required"].boolean() == true;
  for (const auto& level : node["push_access_levels"].items()) {
    const auto access = level["access_level"].integer();
    if (access == 0) continue;  // No one
    std::string who = OneLine(level["access_level_description"].text());
    rule.bypass.push_back(who.empty() ? "access level " + level["access_level"].AsText() : who);
  }
  // Administrators are held to it when nobody at all may push.
  rule.admins_too = node["push_access_levels"].is_list() && rule.bypass.empty();
  out.push_back(std::move(rule));
  return {};
}

std::string TakeGitlabApproval(const syntax::Node& node, std::vector<model::ProtectionRule>& out) {
  const auto needed = node["approvals_required"].integer();
  if (!needed || *needed < 0) return "an approval rule without a number";
  model::ProtectionRule rule;
  rule.active = true;
  rule.reviews = std::min<long long>(*needed, 100);
  rule.owners_review = node["rule_type"].text() == "code_owner" && rule.reviews > 0;
  for (const auto& who : node["eligible_approvers"].items())
    rule.reviewers.push_back(OneLine(who["username"].text()));
  const auto branches = node["protected_branches"].items();
  for (const auto& branch : branches) {
    rule.target = "refs/heads/" + OneLine(branch["name"].text());
    out.push_back(rule);
  }
  rule.target = "~ALL";
  if (branches.empty()) out.push_back(std::move(rule));
  return {};
}

}  // namespace avouch::formats
