// The images of a GitLab job: its own and its services', one for each value of its
// matrix that names one.
//
// Spec: GitLab's "CI/CD YAML syntax reference" (image, services, parallel:matrix).
// Any thread; one view belongs to one.

#pragma once

#include <vector>

#include "formats/gitlab_rules.h"
#include "formats/gitlab_view.h"
#include "model/pipeline.h"

namespace avouch::formats {

// The axes of parallel:matrix, with all values of each, "a,b".
[[nodiscard]] std::vector<model::Setting> GitlabMatrix(GitlabView& view,
                                                       const GitlabLayers& layers);

// Adds the images that `value`, an image or a service, names in `job`, whose matrix is
// read already. Nothing for nothing, and for a virtual machine of hosted macOS.
void AddGitlabImage(const GitlabValue& value, const GitlabVariables& variables, model::Job& job);

}  // namespace avouch::formats
