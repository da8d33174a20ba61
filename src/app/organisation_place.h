// Where the organisation's papers are, for the verbs that add to them.
//
// Reads avouch.yaml and avouch.org.yaml from disk, as they are now: what is
// committed decides later, when something is checked. One thread.

#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "model/organisation.h"

namespace avouch::app {

// `org` when it is not empty; else what avouch.yaml in the current folder says
// under organisation:; else the current folder, when it holds avouch.org.yaml.
// Fails with kNotFound, saying how to make one; kConfiguration for an avouch.yaml
// that cannot be read.
[[nodiscard]] Result<std::string> FindOrganisationFolder(const std::string& org);

// The file of that folder. Fails as ReadOrganisationFile does, and with kNotFound.
[[nodiscard]] Result<model::Organisation> ReadOrganisationAt(const std::string& folder);

// A path as a person typed it, below the organisation's folder: as it stands when
// there is such a file in the folder; else seen from the current folder, when that
// leads into it; else empty.
[[nodiscard]] std::string BelowFolder(const std::string& folder, const std::string& typed);

}  // namespace avouch::app
