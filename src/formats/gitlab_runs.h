// In which kinds of pipelines a GitLab job is: its rules, or its only and except.
//
// Spec: GitLab's "CI/CD YAML syntax reference" (rules, only, except). Any thread; one
// view belongs to one.

#pragma once

#include <string_view>
#include <vector>

#include "formats/gitlab_rules.h"
#include "formats/gitlab_triggers.h"
#include "formats/gitlab_view.h"

namespace avouch::formats {

// The items of a `rules:` list; what is no map is none.
[[nodiscard]] std::vector<GitlabRule> GitlabRulesOf(GitlabView& view, const GitlabValue& value);

// What its own keys say of each kind, whatever the workflow of the pipeline says:
// `has_workflow` when it says which kinds there are. `when` is the job's own.
[[nodiscard]] GitlabRuns GitlabRunsOf(GitlabView& view, const GitlabLayers& layers,
                                      const GitlabVariables& variables, std::string_view when,
                                      bool has_workflow);

}  // namespace avouch::formats
