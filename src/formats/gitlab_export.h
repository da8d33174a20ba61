// Rules of GitLab as its REST API answers: protected branches, approvals.
//
// Spec: docs.gitlab.com, "Protected branches API", "Merge request approvals API".
// Pure; any thread.

#pragma once

#include <string>
#include <vector>

#include "model/export.h"
#include "syntax/node.h"

namespace avouch::formats {

// Each adds what one value says; returns why it says nothing, or "".
// Who may push past merge requests is listed as bypass; a protected branch cannot be deleted by
// git. How many approvals are needed is another answer: reviews_told is false.
std::string TakeGitlabBranch(const syntax::Node& node, std::vector<model::ProtectionRule>& out);
// One rule per branch it is for; "~ALL" when it is for all. An optional one needs none.
std::string TakeGitlabApproval(const syntax::Node& node, std::vector<model::ProtectionRule>& out);

}  // namespace avouch::formats
