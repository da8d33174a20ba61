// A licence's text as words to compare: what SPDX says to overlook is gone.
//
// Spec: SPDX licence list, "Matching Guidelines" (version 3): case, white space, punctuation,
// quotes, dashes, bullets, copyright notices, two spellings of a word. Pure; any thread.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace avouch::formats {

// Words in lower case, letters and digits alone, with one space between two.
//
// Left out: a bullet or number at the start of a line, "all rights reserved", and lines that are a
// copyright notice and nothing else (IsHarmless). So "2." at the start of a line is no word.
struct LicenceWords {
  std::string text;
  std::vector<std::uint32_t> begins;  // Of each word, and one more: size() entries + 1
  std::vector<std::uint64_t> hashes;  // Of the first i words, size() + 1 entries
  std::vector<std::uint32_t> titles;  // Words of the first lines that may be no more than a title

  [[nodiscard]] std::size_t size() const { return begins.size() - 1; }
  [[nodiscard]] std::string_view Part(std::size_t first, std::size_t count) const;
  [[nodiscard]] std::string_view Word(std::size_t at) const { return Part(at, 1); }
  // A number for `count` words at `first`, cheap for every pair; two that differ are different.
  [[nodiscard]] std::uint32_t Hash(std::size_t first, std::size_t count) const;
  // 16 hexadecimal digits of the SHA-256 of the same.
  [[nodiscard]] std::string Digest(std::size_t first, std::size_t count) const;

 private:
  friend LicenceWords WordsOfLicence(std::string_view text);
  std::vector<std::uint64_t> powers_;
};

[[nodiscard]] LicenceWords WordsOfLicence(std::string_view text);

// Nothing in a word could be a condition: names, years and addresses are. "may", "not", "only",
// "use" and their like are not, wherever they stand.
[[nodiscard]] bool IsHarmless(std::string_view word);

}  // namespace avouch::formats
