// .github/dependabot.yml: what GitHub's update tool is told to look after.
//
// Spec: docs.github.com, "Dependabot options reference", version 2. Pure; any
// thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/automation.h"

namespace avouch::formats {

[[nodiscard]] bool IsDependabot(const Path& path);  // The root's .github/dependabot.yml or .yaml.

// One rule for each entry of `updates`. Folders are without their leading '/',
// patterns kept. `ignored` holds the names that are ignored in every version: a
// rule that names versions or kinds of update holds back some, and is a note. A
// comment at the list or a line above it counts as its reason.
// Fails with kMalformed when it is no YAML map; another version is a note, and
// has no rules: GitHub reads none.
[[nodiscard]] Result<model::UpdateTool> ReadDependabot(const Path& path, BytesView bytes);

}  // namespace avouch::formats
