// What Gradle writes down of what it fetched: gradle.lockfile and verification-metadata.xml.
//
// Spec: docs.gradle.org, "Locking Versions" and "Verifying dependencies". The first has versions
// and no digest, the second digests and no use. Bytes in, value out; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// gradle.lockfile, buildscript-gradle.lockfile, verification-metadata.xml, and the older
// gradle/dependency-locks/NAME.lockfile, one a configuration.
[[nodiscard]] bool IsGradleLocks(const Path& path);

// Locks; names are "group:artifact". "gradle-lock": a component's group is "" when a runtime
// classpath of the main code has it, else its first configuration; for development when no
// classpath of the main code has it. "gradle-verification": digests as "sha256:..." of what
// is no .pom or .module, of those when there is nothing else; checks_off when all is trusted.
// Lines and elements that say nothing are notes.
// Fails with kMalformed when the second is no XML or another document; kTooLarge.
[[nodiscard]] Result<model::Manifest> ReadGradleLocks(const Path& path, BytesView bytes);

}  // namespace avouch::formats
