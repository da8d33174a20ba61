// Test results as JUnit XML: surefire, pytest, gotestsum, jest, ctest, GoogleTest
// and the many that write the same.
//
// Spec: there is none; Apache Ant's writer, and what the tools above make of it.
// Pure; any thread.

#pragma once

#include "formats/junit_cases.h"

namespace avouch::formats {

[[nodiscard]] bool IsJunit(BytesView bytes);  // Its root is testsuites or testsuite.

// Counts every case once: an error, a failure, skipped (also what a status or result says was
// disabled or not run), else passed. A case that failed and then passed on a rerun has passed.
// A suite that declares more than it shows is partial, and failures it does not show are failed.
// A file that stops inside its root is partial too. A run without cases passed nothing.
// Fails with kMalformed or kTooLarge, "path, line N, column M", on anything that is not XML.
[[nodiscard]] Result<model::TestRun> ReadJunit(const Path& path, BytesView bytes,
                                               const IdFinder& ids = {});

}  // namespace avouch::formats
