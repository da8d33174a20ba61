// Which results, of a commit before a release, are about the release's components.
//
// Claims 1.2.3 and 1.2.4: a component is tested at or after the commit that brought it,
// and before the first release with it. A commit on the release's first-parent line will
// do when from it on nothing changed that says which components there are. In doubt
// something did. Reads a repository. One thread.

#pragma once

#include <string>
#include <vector>

#include "git/history.h"
#include "git/repository.h"
#include "model/history.h"
#include "model/results.h"

namespace avouch::app {

struct SameComponentsInput {
  const git::Repository& repository;
  const git::History& history;  // Commits; no changes are needed
  std::string prefix;           // Folder of the repository, or empty
  const std::vector<model::Release>& releases;
  const std::vector<model::TestRun>& tests;
};

// For each final release whose own commit no test names: the nearest commit before it that one
// names, when its components are the same. In the order of releases.
[[nodiscard]] model::IfAny<model::SameComponents> FindSameComponents(
    const SameComponentsInput& input);

}  // namespace avouch::app
