// Records as text: what `avouch record KIND` writes is what an editor would.
//
// Pure; any thread.

#pragma once

#include <string>

#include "base/result.h"
#include "model/record.h"

namespace avouch::statement {

// The YAML of `record`, with one line saying what it is and bears on, and a
// comment for each key that was left out. Read by ReadRecord below the same
// path it is the same record, but for id and place; `said` is not written.
// Fails with kUsage, naming the key, when a key is missing or cannot be as it
// is: the record would be refused.
[[nodiscard]] Result<std::string> WriteRecord(const model::Record& record);

// The name of its file: its day, its kind, and what it is about when it says:
// "2026-11-03-told-cve-2026-41234.yaml"; with `nth` above 1, "-2" and so on
// before the end, for when there is such a file already.
// REQUIRES: record.on is a day.
[[nodiscard]] std::string RecordFileName(const model::Record& record, int nth = 1);

}  // namespace avouch::statement
