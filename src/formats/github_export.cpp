#include "formats/github_export.h"

#include <algorithm>

#include "base/text.h"
#include "formats/scan_report.h"

namespace avouch::formats {
namespace {

using model::ProtectionRule;
using syntax::Node;

long long Reviews(const Node& count) {
  return std::clamp<long long>(count.integer().value_or(0), 0, 100);
}

void TakeReviews(const Node& parameters, ProtectionRule& rule) {
  rule.reviews = std::max(rule.reviews, Reviews(parameters["required_approving_review_count"]));
  rule.owners_review |= parameters["require_code_owner_review"].boolean() == true ||
                        parameters["require_code_owner_reviews"].boolean() == true;
  rule.dismiss_stale |= parameters["dismiss_stale_reviews_on_push"].boolean() == true ||
                        parameters["dismiss_stale_reviews"].boolean() == true;
}

void TakeRule(const Node& node, ProtectionRule& rule) {
  const std::string_view type = node["type"].text();
  if (type == "pull_request") TakeReviews(node["parameters"], rule);
  if (type == "non_fast_forward") rule.no_force = true;
  if (type == "deletion") rule.no_delete = true;
  if (type == "required_signatures") rule.signatures = true;
  if (type == "required_status_checks")
    for (const auto& check : node.At({"parameters", "required_status_checks"}).items())
      rule.checks.push_back(OneLine(check["context"].text()));
}

std::string BypassName(const Node& actor) {
  std::string who = OneLine(actor["actor_type"].text());
  if (const auto id = actor["actor_id"].integer()) who += " " + std::to_string(*id);
  const std::string_view mode = actor["bypass_mode"].text();
  return mode.empty() || mode == "always" ? who : who + " (" + OneLine(mode) + ")";
}

bool Enabled(const Node& node) { return node["enabled"].boolean() == true; }

// "https://api.github.com/repos/o/r/branches/main/protection": refs/heads/main.
std::string BranchOf(std::string_view url) {
  const std::string_view before = "/branches/", after = "/protection";
  const auto start = url.find(before);
  const auto end = url.rfind(after);
  if (start == url.npos || end == url.npos || end < start + before.size()) return {};
  const auto name = url.substr(start + before.size(), end - start - before.size());
  return "refs/heads/" + OneLine(PathOfUri(name).bytes);
}

// People, teams and apps that a map of lists names.
std::vector<std::string> NamesIn(const Node& node) {
  std::vector<std::string> out;
  for (const auto& [list, key] :
       {std::pair("users", "login"), std::pair("teams", "slug"), std::pair("apps", "slug")})
    for (const auto& one : node[list].items()) out.push_back(OneLine(one[key].text()));
  return out;
}

}  // namespace

std::string TakeGithubRuleset(const Node& node, std::vector<ProtectionRule>& out) {
  const std::string name = OneLine(node["name"].text());
  if (!node["rules"].is_list())
    return "ruleset '" + name + "' without its rules; ask for it by its id";
  ProtectionRule rule;
  rule.active = node["enforcement"].text() == "active";
  rule.admins_too = true;  // Nobody passes by but those listed
  for (const auto& one : node["rules"].items()) TakeRule(one, rule);
  // The list is hidden from who may not see it: then nobody knows who passes by.
  if (!node["bypass_actors"].is_list()) rule.admins_too = false;
  for (const auto& actor : node["bypass_actors"].items()) {
    rule.bypass.push_back(BypassName(actor));
    const auto type = actor["actor_type"].text();
    if (type == "OrganizationAdmin" || type == "RepositoryRole") rule.admins_too = false;
  }
  const auto patterns = node.At({"conditions", "ref_name", "include"}).items();
  for (const auto& pattern : patterns) {
    rule.target = OneLine(pattern.text());
    out.push_back(rule);
  }
  return patterns.empty() ? "ruleset '" + name + "' names no branch or tag" : "";
}

std::string TakeGithubProtection(const Node& node, std::vector<ProtectionRule>& out) {
  ProtectionRule rule;
  rule.target = BranchOf(node["url"].text());
  if (rule.target.empty()) return "a protection that does not say of which branch";
  rule.active = true;
  const Node& reviews = node["required_pull_request_reviews"];
  TakeReviews(reviews, rule);
  rule.bypass = NamesIn(reviews["bypass_pull_request_allowances"]);
  rule.admins_too = Enabled(node["enforce_admins"]);
  rule.no_force = node["allow_force_pushes"].is_map() && !Enabled(node["allow_force_pushes"]);
  rule.no_delete = node["allow_deletions"].is_map() && !Enabled(node["allow_deletions"]);
  rule.signatures = Enabled(node["required_signatures"]);
  for (const auto& check : node.At({"required_status_checks", "contexts"}).items())
    rule.checks.push_back(OneLine(check.text()));
  out.push_back(std::move(rule));
  return {};
}

std::string TakeGithubEnvironment(const Node& node, std::vector<ProtectionRule>& out) {
  const std::string name = OneLine(node["name"].text());
  if (name.empty()) return "an environment without a name";
  ProtectionRule rule;
  rule.target = "environment " + name;
  rule.admins_too = node["can_admins_bypass"].boolean() == false;
  for (const auto& one : node["protection_rules"].items()) {
    for (const auto& reviewer : one["reviewers"].items()) {
      const Node& who = reviewer["reviewer"];
      rule.reviewers.push_back(
          OneLine(who["login"].is_text() ? who["login"].text() : who["slug"].text()));
    }
    if (one["type"].text() == "branch_policy") rule.active = true;
  }
  if (!rule.reviewers.empty()) rule.active = true, rule.reviews = 1;
  out.push_back(std::move(rule));
  return {};
}

}  // namespace avouch::formats
