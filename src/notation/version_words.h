// The words of tags and versions, and the small steps of reading them: runs of
// digits and letters, what a word means.
//
// Pure; any thread.

#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace avouch::notation {

[[nodiscard]] constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// How many of them stand at `at`.
[[nodiscard]] std::size_t DigitsAt(std::string_view text, std::size_t at);
[[nodiscard]] std::size_t LettersAt(std::string_view text, std::size_t at);

// Any number of digits, as numbers.
[[nodiscard]] std::strong_ordering CompareDigits(std::string_view a, std::string_view b);

// ---- Words, in lower case ----

[[nodiscard]] bool IsOneOf(std::span<const std::string_view> words, std::string_view word);

// The place of a pre-release's word among such words; nullopt for no such word.
[[nodiscard]] std::optional<int> PreRank(std::string_view word);
inline constexpr int kOtherRank = 3;
// Of those, the ones that say the same in front of a version: "nightly-2026-11-20".
[[nodiscard]] std::span<const std::string_view> PrePrefixes();
// Words that say "final" and add nothing.
[[nodiscard]] std::span<const std::string_view> FinalWords();
// Words of something after the final release.
[[nodiscard]] std::span<const std::string_view> PostWords();
// Tags that are moved, and say nothing else.
[[nodiscard]] std::span<const std::string_view> Markers();
// In front of a lone number: "release-42", "build-1234", "r1234".
[[nodiscard]] std::span<const std::string_view> Counters();

}  // namespace avouch::notation
