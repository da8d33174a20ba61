// Parts of a GitLab definition that stand for themselves: variables in texts,
// images, what is included or started, environments, names of secrets.
//
// Spec: GitLab's "CI/CD YAML syntax reference" (image, include, trigger) and
// "Predefined CI/CD variables reference". Pure; any thread.

#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "formats/gitlab_rules.h"
#include "formats/gitlab_view.h"
#include "model/pipeline.h"
#include "model/reference.h"

namespace avouch::formats {

// `text` with $NAME and ${NAME} of `variables` filled in, also inside one
// another, up to kMaxExpanded; other names stay as written.
[[nodiscard]] std::string GitlabExpand(std::string_view text, const GitlabVariables& variables);

// An image after GitlabExpand. Where only the registry is a variable of the
// forge ($CI_REGISTRY_IMAGE/ci:1.2), the tag that is written decides.
[[nodiscard]] model::Reference GitlabImage(const std::string& text, const model::Place& place);

// One item of include: that is not of this repository; the text of a template
// begins with "template:". A local one has pin kLocal.
// An item that names nothing has an empty text.
[[nodiscard]] model::Reference GitlabInclude(const GitlabValue& item);

// Where a job puts something, with its tier in front: "staging/review/$CI_COMMIT_REF_SLUG";
// empty for nowhere, and for an action that puts nothing there.
[[nodiscard]] std::string GitlabEnvironment(GitlabView& view, const GitlabLayers& layers,
                                            const GitlabVariables& variables);

// What `trigger:` starts: a pipeline of this repository's files or of an include is
// what the job calls; another project's is told in `notes`.
void FollowGitlabTrigger(GitlabView& view, const GitlabLayers& layers, model::Job& job,
                         std::vector<std::string>& notes);

// Names in `text` that are used as variables and named as secrets are
// ($DEPLOY_TOKEN, ${NPM_PASSWORD}), without those of `variables`.
void FindGitlabSecrets(std::string_view text, const GitlabVariables& variables,
                       std::set<std::string>& out);

}  // namespace avouch::formats
