// CircleCI: .circleci/config.yml.
//
// Spec: CircleCI's "Configuration reference", version 2 and 2.1. A job is read once
// for each use in a workflow, with its commands and parameters written out: its id is
// its name there, "WORKFLOW/NAME" where there are several workflows. What orbs do is
// not in the file and not read. Bytes in, value out; any thread.

#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "model/pipeline.h"

namespace avouch::formats {

// .circleci/config.yml in the root, and the file of that folder that a set-up
// workflow goes on with, by its usual names.
[[nodiscard]] bool IsCircleci(const Path& path);

// Fails with kMalformed when it is no YAML map.
[[nodiscard]] Result<model::Pipeline> ReadCircleci(const Path& path, BytesView bytes);

}  // namespace avouch::formats
