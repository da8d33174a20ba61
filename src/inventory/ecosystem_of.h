// The ecosystem of a component, where one file names those of several.
//
// Pure; any thread.

#pragma once

#include "model/component.h"

namespace avouch::inventory {

// That of the manifest, for most. Where the component's name tells another, as "npm:prettier" of
// mise and Gradle does, or is no name within it, as that of a repository is none of a package,
// the other; the name is then what it is called there, and the version as it is written there.
[[nodiscard]] model::Ecosystem SettleEcosystem(const model::Manifest& manifest,
                                               model::Component& component);

}  // namespace avouch::inventory
