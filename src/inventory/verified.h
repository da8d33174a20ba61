// What Gradle's verification-metadata.xml says of a list: digests of all that was ever verified, of
// the build's own plugins and of versions long gone too, and never what is used.
//
// Spec: docs.gradle.org, "Verifying dependencies". Pure; any thread.

#pragma once

#include "model/component.h"

namespace avouch::inventory {

// Leaves of each such file what another file makes sure of: what a lock of Gradle's holds at that
// version, and what a build file asks for of which the file knows one version alone, since Gradle
// takes no other. The rest is counted in a note of the file. Gives whether the list may lack some
// of it: where no lock of Gradle's is, nothing says what is used further down.
[[nodiscard]] bool KeepVerified(model::ComponentFacts& facts);

}  // namespace avouch::inventory
