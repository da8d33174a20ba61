// GitLab CI: .gitlab-ci.yml and the files of this repository that it includes.
//
// Spec: GitLab's "CI/CD YAML syntax reference". One pipeline is made of several
// files; its jobs keep the places at which they stand. When a job runs, and which
// jobs it waits for on that occasion, is worked out from rules and stages
// (gitlab_rules.h). Bytes in, value out; any thread.

#pragma once

#include <span>

#include "base/bytes.h"
#include "base/result.h"
#include "formats/gitlab_view.h"
#include "model/pipeline.h"

namespace avouch::formats {

// .gitlab-ci.yml in the root, where GitLab looks for it.
[[nodiscard]] bool IsGitlabCi(const Path& path);

// One file by itself; what it includes is named and not read.
// Fails with kMalformed and kTooLarge as the YAML reader does, and when it is no map.
[[nodiscard]] Result<model::Pipeline> ReadGitlabCi(const Path& path, BytesView bytes);

// The pipeline of several files, from the weakest to the strongest: the last is
// the pipeline's own, the others are what it includes. A job that starts a child
// pipeline of this repository `calls` its file. With `child` it is such a one
// itself: it runs when it is called. Fails as ReadGitlabCi does.
// REQUIRES: `files` is not empty.
[[nodiscard]] Result<model::Pipeline> ReadGitlabPipeline(std::span<const GitlabFile> files,
                                                         bool child = false);

}  // namespace avouch::formats
