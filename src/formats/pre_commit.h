// .pre-commit-config.yaml: programs of others that run before each commit.
//
// Spec: pre-commit.com, "Adding pre-commit plugins to your project". Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsPreCommit(const Path& path);  // .pre-commit-config.yaml, .yml.

// Format "pre-commit", of no ecosystem. A component is a repository at a revision, for
// development; its name is host and path. A revision that is a commit makes it kGit and ends the
// origin ("#commit"), any other is a tag that may move. What hooks install beside themselves
// (additional_dependencies) is counted in a note. Fails with kMalformed without a list `repos`.
[[nodiscard]] Result<model::Manifest> ReadPreCommit(const Path& path, BytesView bytes);

}  // namespace avouch::formats
