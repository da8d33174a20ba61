// Reads catalogues/arguments.yaml and catalogues/end-of-support.yaml.
//
// Strict: unknown keys, empty groups and bad dates are errors with line and
// column. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "model/argument.h"
#include "model/lifecycle.h"

namespace avouch::statement {

// Fails with kConfiguration.
[[nodiscard]] Result<model::Arguments> ReadArguments(BytesView yaml);
// Fails with kConfiguration.
[[nodiscard]] Result<model::LifecycleTable> ReadLifecycleTable(BytesView yaml);

}  // namespace avouch::statement
