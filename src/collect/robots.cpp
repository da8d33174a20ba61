#include "collect/robots.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "collect/people_names.h"

namespace avouch::collect {
namespace {

// Robots whose names do not say so; lower case, name or login.
constexpr auto kRobots = std::to_array<std::string_view>({"dependabot",
                                                          "dependabot-preview",
                                                          "dependabot preview",
                                                          "renovate",
                                                          "renovatebot",
                                                          "mend renovate",
                                                          "whitesource renovate",
                                                          "renovate bot",
                                                          "github-actions",
                                                          "github actions",
                                                          "github action",
                                                          "pre-commit-ci",
                                                          "snyk-bot",
                                                          "snyk",
                                                          "allcontributors",
                                                          "imgbot",
                                                          "greenkeeper",
                                                          "greenkeeperio-bot",
                                                          "pyup-bot",
                                                          "pyup.io bot",
                                                          "codecov",
                                                          "semantic-release-bot",
                                                          "mergify",
                                                          "bors",
                                                          "travis ci",
                                                          "travis-ci",
                                                          "circleci",
                                                          "gitlab-ci",
                                                          "jenkins",
                                                          "deepsource-autofix",
                                                          "lgtm-com",
                                                          "netlify",
                                                          "weblate",
                                                          "hosted weblate",
                                                          "crowdin",
                                                          "crowdin bot",
                                                          "transifex",
                                                          "depfu",
                                                          "scala steward",
                                                          "release-please",
                                                          "copybara-service",
                                                          "copybara",
                                                          "cursor agent",
                                                          "cursoragent",
                                                          "claude",
                                                          "copilot",
                                                          "copilot-swe-agent",
                                                          "devin ai",
                                                          "google-labs-jules",
                                                          "restyled.io",
                                                          "nightly ci",
                                                          "continuous integration",
                                                          "ci",
                                                          "automation",
                                                          "web-flow"});
constexpr auto kRobotAddresses = std::to_array<std::string_view>(
    {"bot@renovateapp.com", "action@github.com", "actions@github.com", "github-actions@github.com",
     "github-bot@pyup.io", "support@dependabot.com", "noreply@anthropic.com",
     "cursoragent@cursor.com", "bot@dependabot.com", "snyk-bot@snyk.io",
     "actions@users.noreply.github.com", "github-actions@users.noreply.github.com",
     "semantic-release-bot@martynus.net", "hosted@weblate.org"});

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }

// "osv-robot", "DefectDojo release bot", "GitBot", "zaniebot"; not "Jane Talbot".
bool EndsInBot(std::string_view name) {
  std::string lower = Lower(name);
  constexpr auto kSurnames =
      std::to_array<std::string_view>({"talbot", "abbot", "cabot", "chabot", "barbot", "corbot",
                                       "garbot", "herbot", "jambot", "rabot", "turbot"});
  if (lower.size() >= 6 && lower.ends_with("bot") && lower == name &&
      lower.find(' ') == lower.npos &&
      std::find(kSurnames.begin(), kSurnames.end(), lower) == kSurnames.end())
    return true;  // A login in one word, as robots have them
  if (lower.ends_with("(bot)")) return true;
  for (std::string_view word : {"bot", "robot"}) {
    if (lower == word) return true;
    if (!lower.ends_with(word) || lower.size() <= word.size()) continue;
    char before = lower[lower.size() - word.size() - 1];
    if (before == '-' || before == '_' || before == ' ' || before == '.') return true;
    if (name[name.size() - word.size()] == word[0] - 32 &&
        IsLower(name[name.size() - word.size() - 1]))
      return true;
  }
  return false;
}

}  // namespace

bool IsForgeIdentity(const git::Identity& identity) {
  std::string email = Lower(identity.email);
  return email == "noreply@github.com" &&
         (identity.name == "GitHub" || identity.name == "web-flow");
}

std::string RobotReason(const git::Identity& identity) {
  std::string name = Lower(Trim(identity.name)), email = Lower(identity.email);
  ForgeLogin forge = ForgeLoginOf(email);
  if (name.ends_with("[bot]")) return "named " + identity.name;
  if (forge.login.ends_with("[bot]")) return "login " + forge.login;
  if (std::find(kRobots.begin(), kRobots.end(), name) != kRobots.end())
    return "known robot " + identity.name;
  if (std::find(kRobotAddresses.begin(), kRobotAddresses.end(), email) != kRobotAddresses.end())
    return "known robot's address " + email;
  if (EndsInBot(Trim(identity.name))) return "named " + identity.name;
  for (std::string_view agent :
       {"claude code", "cursor agent", "copilot", "devin ai", "openai codex"})
    if (name.find(agent) != name.npos) return "named after an agent: " + identity.name;
  std::string_view local = std::string_view(email).substr(0, email.find('@'));
  if ((local == "no-reply" || local == "noreply") && forge.login.empty() &&
      email != "noreply@github.com")
    return "address that takes no replies";
  return {};
}

}  // namespace avouch::collect
