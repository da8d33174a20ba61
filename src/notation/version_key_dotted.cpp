// Orders of dotted parts: Gem::Version of RubyGems, package_version of R, Data.Version of
// Haskell.

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "notation/version_key_parts.h"
#include "notation/version_words.h"

namespace avouch::notation {
namespace {

// Numbers only; a shorter row is before a longer one that begins with it.
Key NumbersKey(std::string_view version, std::string_view separators) {
  KeyWriter key;
  for (std::size_t at = 0; at <= version.size();) {
    const std::size_t digits = DigitsAt(version, at);
    if (digits == 0) return std::nullopt;
    key.Rank(1);
    key.Number(version.substr(at, digits));
    at += digits;
    if (at == version.size()) break;
    if (separators.find(version[at]) == separators.npos) return std::nullopt;
    ++at;
  }
  key.Rank(0);
  return key.Take();
}

}  // namespace

Key CranKey(std::string_view version) { return NumbersKey(version, ".-"); }
Key HackageKey(std::string_view version) { return NumbersKey(version, "."); }

// Runs of digits and of letters; a word is before every number, and what is missing is 0. Zeros
// between the leading numbers and the first word do not count ("1.0.a" is "1.a"). A '-' starts
// a pre-release, as if it were ".pre.".
Key RubygemsKey(std::string_view version) {
  if (!IsDigit(version[0])) return std::nullopt;
  std::vector<std::string_view> parts;
  bool has_word = false;
  const auto add = [&](std::string_view part) {
    if (!has_word && !IsDigits(part)) {
      while (!parts.empty() && IsZero(parts.back())) parts.pop_back();
      has_word = true;
    }
    parts.push_back(part);
  };
  for (std::size_t at = 0; at < version.size();) {
    const std::size_t size = std::max(DigitsAt(version, at), LettersAt(version, at));
    if (size > 0) add(version.substr(at, size));
    if (size == 0 && version[at] == '-') add("pre");
    if (size == 0 && version[at] != '-' && version[at] != '.') return std::nullopt;
    at += std::max<std::size_t>(size, 1);
  }
  KeyWriter key;
  ZeroRuns runs(key);
  for (const std::string_view part : parts) {
    if (!IsDigits(part)) {
      runs.Below();
      key.Word(part);
    } else if (IsZero(part)) {
      runs.Zero();
    } else {
      runs.Above();
      key.Number(part);
    }
  }
  runs.End();
  return key.Take();
}

}  // namespace avouch::notation
