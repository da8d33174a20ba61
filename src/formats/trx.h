// Test results of .NET: TRX (Visual Studio, dotnet test), NUnit 2 and 3, xUnit.net.
//
// Spec: vstst.xsd; the NUnit and xUnit.net documentation of their result files.
// Pure; any thread.

#pragma once

#include "formats/junit_cases.h"

namespace avouch::formats {

[[nodiscard]] bool IsTrx(BytesView bytes);    // Root TestRun
[[nodiscard]] bool IsNunit(BytesView bytes);  // Root test-run, test-results or test-suite
[[nodiscard]] bool IsXunit(BytesView bytes);  // Root assemblies or assembly

// As ReadJunit. What timed out, was aborted or has no outcome is an error; inconclusive is
// skipped. A TRX run that says it was aborted is partial.
[[nodiscard]] Result<model::TestRun> ReadTrx(const Path& path, BytesView bytes,
                                             const IdFinder& ids = {});
[[nodiscard]] Result<model::TestRun> ReadNunit(const Path& path, BytesView bytes,
                                               const IdFinder& ids = {});
[[nodiscard]] Result<model::TestRun> ReadXunit(const Path& path, BytesView bytes,
                                               const IdFinder& ids = {});

}  // namespace avouch::formats
