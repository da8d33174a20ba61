// `organisation:` of avouch.yaml, followed without being asked: only to a folder
// beside the product whose own file names it.
//
// An avouch.yaml may be anybody's: it must not be able to have just any folder of
// this machine read. So an address or an absolute path is never followed, and a
// folder only when the organisation's committed file names this product. One thread.

#pragma once

#include <string>
#include <vector>

#include "app/said.h"

namespace avouch::app {

struct FollowFrom {
  std::string work_tree;  // Empty for a bare repository: there is no beside
  std::string prefix;     // Folder of the product in it, or empty
};

// Opens the folder into `sources` and returns its path; else empty, with a note of
// one line for people. Relative to the product's folder, else to the root of the
// work tree. Fails as OrganisationFolder::Open does, but for a folder that has no
// committed avouch.org.yaml or is not there.
[[nodiscard]] Result<std::string> FollowOrganisation(const model::Product& product,
                                                     const FollowFrom& from, SaidSources& sources,
                                                     std::vector<std::string>& notes);

}  // namespace avouch::app
