// *.cabal and cabal.project: what a package of Haskell asks for.
//
// Spec: cabal.readthedocs.io, "Package description" and "cabal.project". Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// Format "cabal": name, version and licence; `build-depends` are requirements with the condition
// around them, those of test suites in the group "test" and of benchmarks in "bench", both for
// development; `build-tool-depends` and `setup-depends` in "build". A library of the package
// itself is kWorkspace. Each is told once.
// Format "cabal-project": folders are `workspaces`; a source-repository-package is a requirement
// from git, its tag the range; the compiler is a tool.
// Nothing is refused; what is neither field nor part of one is passed over.
[[nodiscard]] Result<model::Manifest> ReadCabal(const Path& path, BytesView bytes);

}  // namespace avouch::formats
