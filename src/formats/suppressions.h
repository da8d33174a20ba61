// Files in which scanners are told what to pass over: which finding, why, until when.
//
// Spec: each tool's own page, named in the table of suppressions.cpp. A reason
// is the tool's own field, or a comment on the line or right above the entry.
// Any thread.

#pragma once

#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "model/document.h"

namespace avouch::formats {

[[nodiscard]] bool IsSuppressionFile(const Path& path);

// In the order of the file. Fails as the YAML, JSON and TOML readers do.
[[nodiscard]] Result<std::vector<model::Suppression>> ReadSuppressions(const Path& path,
                                                                       BytesView bytes);

}  // namespace avouch::formats
