// avouch record: a small file in which a person says that something happened.
//
// Flags follow from the shape of each kind (statement/record_shape.h), so there
// is no second list of them. Reading arguments and making the text are pure;
// RecordVerb asks on a terminal and writes one file; one thread.

#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/check.h"
#include "base/result.h"
#include "model/record.h"
#include "statement/shape.h"

namespace avouch::app {

// One flag of a kind: a key of its file, or one inside a key: "customers-at".
struct RecordFlag {
  std::string name;            // Without "--"
  std::string_view key, part;  // Where it stands in the file; `part` may be empty
  const statement::Shape* shape = nullptr;
  std::string_view says;
  bool required = false;
  bool many = false;  // May be given again: a list, or a table of "name=value"
  bool file = false;  // Names a file, whose digest is taken
};

// In the order of the file; without `record`.
[[nodiscard]] std::vector<RecordFlag> RecordFlagsOf(model::RecordKind kind);

// Whether `value` is one that this flag takes. Fails with kUsage, naming the flag.
[[nodiscard]] Status CheckRecordValue(const RecordFlag& flag, const std::string& value);

// Flags as they were typed: name without "--", and value.
using RecordValues = std::vector<std::pair<std::string, std::string>>;

struct RecordArguments {
  std::string kind;  // Empty: none was named
  std::string org;
  bool help = false, no_input = false;
  RecordValues values;
};

// Reads "KIND --KEY VALUE --KEY=VALUE ...".
// Fails with kUsage: no such kind or flag (the nearest is the hint), a value missing,
// a flag given twice that holds one value.
[[nodiscard]] Result<RecordArguments> ReadRecordArguments(const std::vector<std::string>& words);

// The record that `values` say, at the path below records/ that its day of
// writing `today` and what it is about give.
// Fails with kUsage, naming the flag or the kind.
[[nodiscard]] Result<model::Record> MakeRecord(model::RecordKind kind, const RecordValues& values,
                                               const std::string& today);

// `words` is what was typed after "record". `confine` is called with the one
// folder that is written to, before anything is.
[[nodiscard]] Answer RecordVerb(const std::vector<std::string>& words, Time now,
                                const std::function<Status(const std::string&)>& confine);

}  // namespace avouch::app
