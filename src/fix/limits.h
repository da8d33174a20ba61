// Bounds on what a patch looks at.

#pragma once

#include <cstddef>

namespace avouch::fix {

// Definitions read in search of an action that is pinned elsewhere; the largest
// public repositories have a few hundred.
inline constexpr std::size_t kMaxDefinitions = 5000;
// Lines of --digests; an inventory of a whole company has fewer images.
inline constexpr std::size_t kMaxDigests = 100000;
// Blocks one patch adds to an update tool's file; more is not a patch to review.
inline constexpr std::size_t kMaxBlocks = 200;

}  // namespace avouch::fix
