// The first avouch.org.yaml of an organisation: what `avouch init
// --new-organisation` writes, short and commented.
//
// Pure; any thread.

#pragma once

#include <string>

#include "base/result.h"
#include "model/organisation.h"

namespace avouch::statement {

// The text of a first file: names, people and machines of `organisation`; where
// its documents are; and a commented line for each other key of the form, so
// that the next step is to take a '#' away. Everything else of `organisation` is
// left out. ReadOrganisationFile gives back what was written.
// Fails with kUsage, with the reason, when it would be refused: no name, nobody
// under people, an id that is none.
[[nodiscard]] Result<std::string> WriteOrganisationFile(const model::Organisation& organisation);

}  // namespace avouch::statement
