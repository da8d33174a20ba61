// Words to look for in sentences, in lower case.
//
// Pure; any thread.

#pragma once

#include <string_view>
#include <vector>

namespace avouch::formats {

using Phrases = std::vector<std::string_view>;

// True when one of `phrases` stands in `lower` at the beginning of a word. A
// phrase may end inside a word: "acknowledg" is in "acknowledgement".
[[nodiscard]] bool HasAny(std::string_view lower, const Phrases& phrases);

// Where the first such phrase starts, or npos.
[[nodiscard]] std::size_t FindAny(std::string_view lower, const Phrases& phrases);

// "do not", "never", "isn't" ... anywhere in `lower`.
[[nodiscard]] bool IsNegated(std::string_view lower);

// "3 business days", "within three (3) weeks", "48-hour": true when a number
// stands before a unit of time.
[[nodiscard]] bool HasDuration(std::string_view lower);

}  // namespace avouch::formats
