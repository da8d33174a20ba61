// Who took changes in: the commits that each merge brought to the main line.
//
// Any thread.

#pragma once

#include <cstdint>
#include <vector>

#include "git/history.h"

namespace avouch::collect {

inline constexpr std::uint32_t kNotMerged = 0xffffffffu;

// For each commit, the merge of a proposal that took it in, or kNotMerged. A merge
// takes in what its second and later parents reach and its first does not; the
// innermost merge counts.
[[nodiscard]] std::vector<std::uint32_t> MergesOf(const git::History& history, const ObjectId& tip);

}  // namespace avouch::collect
