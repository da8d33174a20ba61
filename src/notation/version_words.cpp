#include "notation/version_words.h"

#include <algorithm>

namespace avouch::notation {
namespace {

// Words of pre-releases, with their order among each other.
struct PreWord {
  std::string_view word;
  int rank;
};
constexpr PreWord kPreWords[] = {{"dev", 0},
                                 {"develop", 0},
                                 {"snapshot", 0},
                                 {"nightly", 0},
                                 {"daily", 0},
                                 {"canary", 0},
                                 {"edge", 0},
                                 {"unstable", 0},
                                 {"test", 0},
                                 {"testing", 0},
                                 {"exp", 0},
                                 {"wip", 0},
                                 {"experimental", 0},
                                 {"insiders", 0},
                                 {"insider", 0},
                                 {"draft", 0},
                                 {"a", 1},
                                 {"alpha", 1},
                                 {"b", 2},
                                 {"beta", 2},
                                 {"m", 2},
                                 {"milestone", 2},
                                 {"pre", 3},
                                 {"preview", 3},
                                 {"prerelease", 3},
                                 {"ea", 3},
                                 {"next", 3},
                                 {"c", 4},
                                 {"rc", 4},
                                 {"cr", 4},
                                 {"candidate", 4}};

constexpr std::string_view kPrePrefixes[] = {
    "alpha",    "beta",    "canary",     "daily",   "dev", "edge",     "experimental",
    "insiders", "nightly", "prerelease", "preview", "rc",  "snapshot", "unstable"};

constexpr std::string_view kFinalWords[] = {"final", "ga", "lts", "rel", "release", "stable"};

constexpr std::string_view kPostWords[] = {"build", "fix",      "hf",   "hotfix", "p",
                                           "patch", "pl",       "post", "r",      "rev",
                                           "sec",   "security", "sp",   "u",      "update"};

constexpr std::string_view kMarkers[] = {
    "alpha",   "beta",     "canary", "current",    "daily",   "dev",      "develop", "edge",
    "head",    "insiders", "latest", "live",       "lts",     "main",     "master",  "next",
    "nightly", "preview",  "prod",   "production", "rolling", "snapshot", "stable",  "staging",
    "test",    "testing",  "tip",    "trunk",      "unstable"};

constexpr std::string_view kCounters[] = {"b", "build", "r", "rel", "release", "rev", "revision"};

}  // namespace

std::size_t DigitsAt(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && IsDigit(text[end])) ++end;
  return end - at;
}
std::size_t LettersAt(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && IsLetter(text[end])) ++end;
  return end - at;
}

std::strong_ordering CompareDigits(std::string_view a, std::string_view b) {
  a.remove_prefix(std::min(a.find_first_not_of('0'), a.size()));
  b.remove_prefix(std::min(b.find_first_not_of('0'), b.size()));
  if (a.size() != b.size()) return a.size() <=> b.size();
  return a.compare(b) <=> 0;
}

bool IsOneOf(std::span<const std::string_view> words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

std::optional<int> PreRank(std::string_view word) {
  const auto* found = std::ranges::find(kPreWords, word, &PreWord::word);
  return found == std::end(kPreWords) ? std::nullopt : std::optional(found->rank);
}

std::span<const std::string_view> PrePrefixes() { return kPrePrefixes; }
std::span<const std::string_view> FinalWords() { return kFinalWords; }
std::span<const std::string_view> PostWords() { return kPostWords; }
std::span<const std::string_view> Markers() { return kMarkers; }
std::span<const std::string_view> Counters() { return kCounters; }

}  // namespace avouch::notation
