// Rules of GitLab as its REST API answers: protected branches.
//
// Spec: docs.gitlab.com, "Protected branches API". Approvals that a merge request
// needs are another answer there and not in this one. Pure; any thread.

#pragma once

#include <string>
#include <vector>

#include "model/export.h"
#include "syntax/node.h"

namespace avouch::formats {

// Adds one protected branch; returns why it says nothing, or "". Who may push past merge
// requests is listed as bypass; a protected branch cannot be deleted by git.
std::string TakeGitlabBranch(const syntax::Node& node, std::vector<model::ProtectionRule>& out);

}  // namespace avouch::formats
