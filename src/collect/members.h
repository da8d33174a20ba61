// Members of a workspace that lie where documentation lies: what a workspace names is a part of
// the project, whatever its folder is called.
//
// Values in, entries out. Any thread.

#pragma once

#include <vector>

#include "collect/origin.h"
#include "model/component.h"
#include "model/evidence.h"
#include "source/tree.h"

namespace avouch::collect {

// Takes out of `left` the package.json of members that `manifests` name and that only the name of
// their folder kept away; their entries, in order.
[[nodiscard]] std::vector<const source::Entry*> TakeNamedMembers(
    const source::Tree& tree, const Origins& origins, const std::vector<model::Manifest>& manifests,
    std::vector<model::LeftOut>& left);

}  // namespace avouch::collect
