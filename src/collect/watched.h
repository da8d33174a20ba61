// Which files' history is followed, and which identities the tree gives to robots.
//
// Any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "collect/collect.h"
#include "collect/people.h"
#include "source/tree.h"

namespace avouch::collect {

// For git::PathFilter: dependency files, build and container definitions,
// update tools' and owners' files and policies that the tree has now. Paths are
// those of the repository, `prefix` and all; in no order.
[[nodiscard]] std::vector<std::string> WatchedPaths(const source::Tree& tree,
                                                    const TreeReading& reading,
                                                    std::string_view prefix);

// What steps of the pipelines set as committer: by git config, by -c options,
// by inputs of actions; variables of the pipeline and the job are put in. Sorted.
[[nodiscard]] std::vector<RobotIdentity> Identities(const TreeReading& reading);

}  // namespace avouch::collect
