// TOML into a Node, with the line and column of every value and key.
//
// Spec: TOML 1.0, and inline tables over several lines as of 1.1. A parser of our own: toml++ 3.3
// asserts, and promises its compiler, what input can break ("[ = 1", some non-ASCII letters in
// keys), makes tables without a bound on depth, and forgets the order of keys. Entries are in
// document order; dates and times become text as RFC 3339 spells them; floats
// become kNumber, infinities and NaN text. Any thread.

#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "syntax/node.h"

namespace avouch::syntax {

// Fails with kMalformed (not TOML, a key given twice) and kTooLarge (limits.h);
// `where` is "line 3, column 14".
[[nodiscard]] Result<Node> ParseToml(BytesView toml);

}  // namespace avouch::syntax
