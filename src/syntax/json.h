// JSON into a Node, strictly, with the line and column of every value and key.
//
// Spec: RFC 8259. A parser of our own, iterative, in one pass: Boost.JSON's
// basic_parser is as strict, but tells its handler no byte positions, so lines
// and columns, and texts that borrow the input, could not be had from it.
// json_test.cpp holds it to the known hard cases. Any thread.

#pragma once

#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "syntax/node.h"

namespace avouch::syntax {

struct JsonOptions {
  Duplicates duplicates = Duplicates::kRefused;
  bool allow_bom = true;                     // Skips one UTF-8 byte order mark at the start.
  bool allow_comments = false;               // JSONC: // and /* */ comments, and trailing commas.
  std::vector<Problem>* problems = nullptr;  // Where tolerated duplicates are told; may be null.
};

// Integers that fit 64 bits become kInteger, other numbers kNumber with their spelling.
// Fails with kMalformed (not JSON, not UTF-8, a lone surrogate, a key given
// twice) and kTooLarge (limits.h); `where` is "line 3, column 14".
[[nodiscard]] Result<Node> ParseJson(BytesView json, const JsonOptions& options = {});

// One value per line, as event logs are; empty lines are skipped.
// Fails as ParseJson does, at the first line that is not JSON.
[[nodiscard]] Result<std::vector<Node>> ParseJsonLines(BytesView lines,
                                                       const JsonOptions& options = {});

}  // namespace avouch::syntax
