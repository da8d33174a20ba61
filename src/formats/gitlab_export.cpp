#include "formats/gitlab_export.h"

#include "formats/scan_report.h"

namespace avouch::formats {

std::string TakeGitlabBranch(const syntax::Node& node, std::vector<model::ProtectionRule>& out) {
  const std::string name = OneLine(node["name"].text());
  if (name.empty()) return "a branch without a name";
  model::ProtectionRule rule;
  rule.target = "refs/heads/" + name;
  rule.active = true;
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

}  // namespace avouch::formats
