// .gitmodules: repositories that belong inside this one.
//
// Spec: gitmodules(5), git-config(1) "Syntax". Pure; any thread.

#pragma once

#include <vector>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsGitmodules(
    const Path& path);  // ".gitmodules" in the root alone: git reads no other.

// In file order; `commit` stays empty: the tree knows it. A section without a
// path is left out, as git does. The place is the line of the section.
// Fails with kMalformed at a line that is not git configuration.
[[nodiscard]] Result<std::vector<model::Submodule>> ReadGitmodules(const Path& path,
                                                                   BytesView bytes);

}  // namespace avouch::formats
