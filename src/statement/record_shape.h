// The table of records: for each kind what it may hold, whose signature makes it
// count, and which claims it can bear on. A record of evidence names no claim:
// its kind decides, so nobody can point a scan for secrets at pinned components.
//
// Spec: docs/records.md and docs/schemas/record-1.schema.json, which follow from
// the same rows. Constants only; any thread.

#pragma once

#include <span>
#include <string_view>

#include "model/record.h"
#include "statement/shape.h"
#include "syntax/node.h"

namespace avouch::statement {

struct RecordRow {
  model::RecordKind kind;
  const Shape* shape;         // A map; `record` and `by` are required in each
  std::string_view duty;      // Who may say it; empty = anyone under people:
  std::string_view bears_on;  // "3.4.1, 3.4.2"; empty: what it names, and then it makes none met
  std::string_view says;      // One line for people
};

// One row for each model::RecordKind, in its order.
[[nodiscard]] std::span<const RecordRow> RecordTable();
[[nodiscard]] const RecordRow& RowOf(model::RecordKind kind);

// Gaps, waivers and reasons why a claim cannot apply name a claim or a finding;
// none of these makes a claim met.
[[nodiscard]] bool NamesWhatItIsAbout(model::RecordKind kind);

// accepted.yaml: a list of waivers, each with its own speaker and day.
[[nodiscard]] const Shape& AcceptedShape();

// The JSON Schema of a record: one branch for each kind, with x-duty and
// x-bears-on beside it.
[[nodiscard]] syntax::Node RecordSchema();

}  // namespace avouch::statement
