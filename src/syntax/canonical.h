// Nodes to JSON: canonical bytes for digests and signatures, pretty ones for people.
//
// Spec: RFC 8785, narrowed: numbers are integers within +-(2^53 - 1) only, so
// that every reader of JSON gets the same value. Any thread.

#pragma once

#include <cstdint>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "syntax/node.h"

namespace avouch::syntax {

inline constexpr std::int64_t kMaxCanonicalInteger = (std::int64_t{1} << 53) - 1;

// Keys sorted by UTF-16 code units, no space, shortest escapes, no final newline.
// Fails with kMalformed on a number that is no such integer, on text or a key
// that is not UTF-8, on a key given twice; kTooLarge beyond kMaxDepth.
[[nodiscard]] Result<Bytes> WriteCanonical(const Node& node);

// For people and tools: entries in their own order, `indent` spaces a level
// (0 = one line), a final newline unless indent is 0. Numbers as they are;
// bytes that are not UTF-8 become U+FFFD.
// Fails with kTooLarge beyond kMaxDepth.
[[nodiscard]] Result<Bytes> WriteJson(const Node& node, int indent = 2);

// `text` as a JSON string with its quotes, escaped as RFC 8785 has it.
[[nodiscard]] Bytes JsonQuote(std::string_view text);

}  // namespace avouch::syntax
