// claims.csv of a review: a row for each claim, which an assessor edits in any
// editor or spreadsheet.
//
// Spec: docs/review.md. Written with a byte order mark and CR LF, as spreadsheets
// like it; read as syntax/csv.h does. Columns are known by name, in any order.
// Everything wrong is told at once, a line each. Pure; any thread.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "statement/review_statement.h"

namespace avouch::statement {

struct ReviewRow {
  ReviewedClaim claim;
  std::string asks;   // The claim's sentence, for reading only
  std::string grade;  // Of the vendor's verdict, for reading only
};

// "claim 1.2.2" in the first column: a bare 1.2.2 is a date to some spreadsheets.
[[nodiscard]] Bytes WriteReviewRows(std::span<const ReviewRow> rows);

struct ReadRows {
  std::vector<ReviewedClaim> claims;  // In the order of the file
  std::vector<std::string> problems;  // "claims.csv:7: no such verdict 'mett' (...)"
};
// `name` is how problems call the file. With a problem, `claims` is what was understood.
[[nodiscard]] ReadRows ReadReviewRows(BytesView csv, std::string_view name);

}  // namespace avouch::statement
