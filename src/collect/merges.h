// Who took changes in: the commits that each merge brought to the main line.
//
// Any thread.

#pragma once

#include <cstdint>
#include <vector>

#include "git/history.h"

namespace avouch::collect {

// For each commit, the identity that took it in by a merge of a proposal, or
// kNobody. A merge takes in what its second and later parents reach and its
// first does not; the innermost merge counts.
[[nodiscard]] std::vector<std::uint32_t> MergersOf(const git::History& history,
                                                   const ObjectId& tip);

}  // namespace avouch::collect
