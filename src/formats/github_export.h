// Rules of GitHub as its REST API answers: rulesets, branch protection,
// environments.
//
// Spec: docs.github.com, REST API, "Rules", "Protected branches",
// "Deployment environments". Pure; any thread.

#pragma once

#include <string>
#include <vector>

#include "model/export.h"
#include "syntax/node.h"

namespace avouch::formats {

// Each adds what one value of the answer says. Returns why it says nothing, or "".
// A ruleset becomes one rule per pattern it includes; "~DEFAULT_BRANCH" stays as written. The
// summary that the list of rulesets gives has no rules in it and is left.
std::string TakeGithubRuleset(const syntax::Node& node, std::vector<model::ProtectionRule>& out);
std::string TakeGithubProtection(const syntax::Node& node, std::vector<model::ProtectionRule>& out);
// Active when it has required reviewers or is held to some branches.
std::string TakeGithubEnvironment(const syntax::Node& node,
                                  std::vector<model::ProtectionRule>& out);

}  // namespace avouch::formats
