// CODEOWNERS: who is asked to review changes to which paths.
//
// Spec: GitHub, "About code owners"; GitLab, "Code Owners syntax" (sections).
// Any thread.

#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "model/document.h"

namespace avouch::formats {

// CODEOWNERS in .github/, the root, docs/ or .gitlab/.
[[nodiscard]] bool IsCodeOwners(const Path& path);

// The order in which a forge looks: the lowest that exists is the only one
// honoured. .github/ 0, root 1, docs/ 2, .gitlab/ 3.
[[nodiscard]] int CodeOwnersRank(const Path& path);

// A rule without owners is kept: it takes owners away. Never fails on content;
// fails with kTooLarge beyond 3 MB, where GitHub ignores the file.
[[nodiscard]] Result<model::CodeOwners> ReadCodeOwners(const Path& path, BytesView bytes);

}  // namespace avouch::formats
