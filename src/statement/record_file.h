// Records, read strictly: one YAML document per file, of one kind.
//
// Spec: docs/records.md; docs/schemas/record-1.schema.json. A record is only
// what somebody says: whose signature stands behind it is found by trust, and
// `said` is left empty here.
//
// Bytes in, values out; any thread.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/digest.h"
#include "base/path.h"
#include "base/result.h"
#include "model/record.h"

namespace avouch::statement {

// A review that decides on 50,000 accounts is 2 MB.
inline constexpr std::size_t kMaxRecordBytes = std::size_t{4} << 20;

// Reads the record in `yaml`, whose place is `path`.
//
// Its day is `on:`; else the day that the file's name begins with, which is the
// day it was written; else the last day of its period. What it is about cannot
// be later than the day in the name: a record that says so is refused, as no
// name may make it look other than it is.
// Fails with kConfiguration: not of its kind's shape, a claim named by a record
// of evidence, no day, days in the wrong order, a telling with neither time nor
// reason, an account decided on twice; `where` is "<path>:<line>:<column>".
[[nodiscard]] Result<model::Record> ReadRecord(BytesView yaml, const Path& path,
                                               bool in_product = false);

// The day that a file's name begins with: "records/2026-10-05-told.yaml" is
// "2026-10-05". Empty when it begins otherwise.
// Fails with kConfiguration when it looks like a day and is none: "2026-02-30-x".
[[nodiscard]] Result<std::string> DayInName(const Path& path);

// accepted.yaml: waivers, in the order of the file, each with its line.
// Fails as ReadRecord does.
[[nodiscard]] Result<std::vector<model::Record>> ReadAccepted(BytesView yaml, const Path& path,
                                                              bool in_product = false);

}  // namespace avouch::statement
