// Maven's order (POM reference, "Version Order Specification"; ".word" stands as "-word" does,
// since Maven 3.9) and Gradle's ("Declaring versions", version ordering).

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/text.h"
#include "notation/version_key_parts.h"
#include "notation/version_words.h"

namespace avouch::notation {
namespace {

// ---- Maven ----

struct Token {
  bool hyphen = false;
  bool number = false;
  std::string_view text;  // Of a word for "final": ""
};

bool IsNull(const Token& token) { return token.number ? IsZero(token.text) : token.text.empty(); }

// "a1" is alpha 1, and "a" alone is a word like any other.
std::string_view WordOf(std::string_view word, bool before_digit) {
  if (before_digit && word == "a") return "alpha";
  if (before_digit && word == "b") return "beta";
  if (before_digit && word == "m") return "milestone";
  if (word == "cr") return "rc";
  return word == "ga" || word == "final" || word == "release" ? "" : word;
}

std::vector<Token> MavenTokens(std::string_view text) {
  std::vector<Token> out;
  bool hyphen = false;
  // Nothing that is null stands at the end, in front of a hyphen, or in front of a word.
  const auto trim = [&out] {
    while (!out.empty() && IsNull(out.back())) out.pop_back();
  };
  for (std::size_t at = 0; at <= text.size();) {
    Token token{hyphen, true, "0"};  // What an empty one stands for
    const std::size_t digits = DigitsAt(text, at);
    const std::size_t end =
        digits > 0 ? at + digits : std::min(text.find_first_of("0123456789.-", at), text.size());
    if (end > at) {
      const std::string_view run = text.substr(at, end - at);
      const bool before_digit = digits == 0 && end < text.size() && IsDigit(text[end]);
      token = {hyphen, digits > 0, digits > 0 ? run : WordOf(run, before_digit)};
    }
    if (token.hyphen || (!token.number && !token.text.empty())) trim();
    out.push_back(token);
    const bool parted = end < text.size() && (text[end] == '.' || text[end] == '-');
    if (end == text.size()) break;
    hyphen = text[end] != '.';
    at = end + parted;
  }
  trim();
  return out;
}

// alpha < beta < milestone < rc < snapshot < nothing < sp < other words < -1 < .1
int MavenRank(const Token& token) {
  constexpr std::array<std::string_view, 7> kWords = {"alpha",    "beta", "milestone", "rc",
                                                      "snapshot", "",     "sp"};
  if (token.number) return token.hyphen ? 9 : 10;
  return static_cast<int>(std::ranges::find(kWords, token.text) - kWords.begin()) + 1;
}
constexpr int kMavenNothing = 6, kMavenOther = 8;

// ---- Gradle ----

std::vector<std::string_view> GradleParts(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t digits = DigitsAt(text, at);
    const std::size_t end =
        digits > 0 ? at + digits : std::min(text.find_first_of("0123456789.-_+", at), text.size());
    out.push_back(text.substr(at, end - at));
    if (end == text.size()) break;
    at = end + (std::string_view(".-_+").find(text[end]) != std::string_view::npos);
  }
  return out;
}

}  // namespace

Key MavenKey(std::string_view version) {
  const std::string lower = Lower(version);
  KeyWriter key;
  for (const Token& token : MavenTokens(lower)) {
    const int rank = MavenRank(token);
    key.Rank(rank);
    if (rank == kMavenOther) key.Word(token.text);
    if (token.number) key.Number(token.text);
  }
  key.Rank(kMavenNothing);
  key.Rank(0);
  return key.Take();
}

// dev < other words < rc < snapshot < final < ga < release < sp < the end < numbers. Words of
// meaning have no case, others have.
Key GradleKey(std::string_view version) {
  constexpr std::array<std::string_view, 6> kWords = {"rc", "snapshot", "final",
                                                      "ga", "release",  "sp"};
  constexpr int kDev = 1, kOther = 2, kFirst = 3, kEnd = 9, kNumber = 10;
  KeyWriter key;
  for (const std::string_view part : GradleParts(version)) {
    if (IsDigits(part)) {
      key.Rank(kNumber);
      key.Number(part);
      continue;
    }
    const std::string word = Lower(part);
    const auto* known = std::ranges::find(kWords, word);
    const bool other = known == kWords.end() && word != "dev";
    key.Rank(word == "dev" ? kDev
             : other       ? kOther
                           : kFirst + static_cast<int>(known - kWords.begin()));
    if (other) key.Word(part);
  }
  key.Rank(kEnd);
  return key.Take();
}

}  // namespace avouch::notation
