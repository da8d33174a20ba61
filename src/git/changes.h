// How paths changed from commit to commit: the second half of a sweep.
//
// Each commit is compared with its first parent, and only into folders whose
// ids differ; of a merge only what none of its parents holds is looked at. So
// each distinct tree is read about once, and what is found depends neither on
// the order of the work nor on how it was divided.
//
// One thread may call it at a time; it uses as many as it is told.

#pragma once

#include "git/history.h"

namespace avouch::git {

// Fills `paths` and `changes` of a history whose commits are there, and adds to what it counts as
// missing, corrupt and odd. Fails with kTooLarge when there are more changes than in any known
// history.
[[nodiscard]] Status FindChanges(const Repository& repository, const SweepOptions& options,
                                 History& history);

// The same; and the commits of which a tree, or their parent's, could not be read, or not to its
// end: some of what is told of them may be missing, or be no change. Sorted.
[[nodiscard]] Result<std::vector<std::uint32_t>> FindChangesAndGaps(const Repository& repository,
                                                                    const SweepOptions& options,
                                                                    History& history);

}  // namespace avouch::git
