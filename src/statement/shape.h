// What a file of settings may hold, as a table: the strict reader, the nearest
// key it suggests, and the JSON Schema all follow from the same rows.
//
// Values and pure functions; any thread.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "syntax/node.h"

namespace avouch::statement {

enum class Form {
  kText,      // One line or more of text; a number is taken as its spelling
  kChoice,    // One of `choices`
  kInteger,   // Within low..high
  kDuration,  // "24h", "14d", "1y"
  kDate,      // "2026-11-24"
  kPath,      // Inside the tree: relative, never above its root
  kPlace,     // A path inside the tree, or an https address
  kClaim,     // "1.2.3"
  kTime,      // "2026-11-24", or a moment
  kMoment,    // "2026-11-24T08:10Z"; seconds and any zone may be given
  kDigest,    // SHA-256: 64 hexadecimal digits
  kMap,       // The keys of `keys`, no other
  kTable,     // Any key, each with a value like `item`
  kList,      // Each like `item`
  kEither,    // Text like `item`, or a map of `keys`
};

struct Shape;

struct Key {
  std::string_view name;
  const Shape* shape = nullptr;
  std::string_view says;  // One line for people, also the schema's description
  bool required = false;
  std::string_view duty = {};  // Whose signature makes it count (x-duty); empty = anyone's
};

struct Shape {
  Form form = Form::kText;
  std::span<const Key> keys = {};
  const Shape* item = nullptr;
  std::span<const std::string_view> choices = {};
  long long low = 0, high = 0;
};

// Bytes of text that one file may say, every alias followed: a few of them can
// make gigabytes of a small file. The largest organisation tried has 10 MB.
inline constexpr std::size_t kMaxShapeText = std::size_t{32} << 20;

// Holds `node` to `shape`, depth first, in document order.
// Fails with kConfiguration at the first thing that does not fit; `where` is
// "<file>:<line>:<column>", and a misspelt key or choice has its hint.
[[nodiscard]] Status CheckShape(const syntax::Node& node, const Shape& shape,
                                std::string_view file);

// The JSON Schema (draft 2020-12) of `shape`, keys in the order of the table.
[[nodiscard]] syntax::Node SchemaOf(const Shape& shape, std::string_view id,
                                    std::string_view title);

// "<file>:<line>:<column>"
[[nodiscard]] std::string WhereIn(std::string_view file, syntax::Place place);

// The word of `words` that `word` is likely meant to be, or empty.
[[nodiscard]] std::string_view Nearest(std::string_view word,
                                       std::span<const std::string_view> words);

// Hours that "24h", "14d" or "1y" (of 365 days) stand for; nothing for other text.
[[nodiscard]] std::optional<long long> HoursOf(std::string_view duration);

}  // namespace avouch::statement
