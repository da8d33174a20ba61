#include "formats/document_phrases.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace avouch::formats {
namespace {

bool IsWordChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

std::size_t FindPhrase(std::string_view lower, std::string_view phrase) {
  for (std::size_t at = lower.find(phrase); at != lower.npos; at = lower.find(phrase, at + 1))
    if (at == 0 || !IsWordChar(lower[at - 1]) || !IsWordChar(phrase[0])) return at;
  return lower.npos;
}

}  // namespace

std::size_t FindAny(std::string_view lower, const Phrases& phrases) {
  std::size_t first = lower.npos;
  for (std::string_view phrase : phrases) first = std::min(first, FindPhrase(lower, phrase));
  return first;
}

bool HasAny(std::string_view lower, const Phrases& phrases) {
  return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) {
    return FindPhrase(lower, phrase) != lower.npos;
  });
}

bool IsNegated(std::string_view lower) {
  static const Phrases kNegations = {"not ",    "never",    "don't",      "don\xE2\x80\x99t",
                                     "doesn't", "isn't",    "aren't",     "won't",
                                     "cannot",  "can't",    "no longer",  "refrain",
                                     "avoid ",  "without ", "instead of", "rather than",
                                     "neither", "nor "};
  return HasAny(lower, kNegations);
}

bool HasDuration(std::string_view lower) {
  constexpr auto kNumbers = std::to_array<std::string_view>(
      {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "fourteen",
       "fifteen", "thirty", "sixty", "ninety", "a", "few"});
  constexpr auto kUnits =
      std::to_array<std::string_view>({"hour", "day", "week", "month", "weekday"});
  constexpr auto kBetween =
      std::to_array<std::string_view>({"business", "working", "calendar", "full"});
  std::string spaced;
  for (char c : lower) spaced.push_back(IsWordChar(c) ? c : ' ');
  auto words = Words(spaced);
  for (std::size_t i = 1; i < words.size(); ++i) {
    bool unit = std::any_of(kUnits.begin(), kUnits.end(), [&](std::string_view u) {
      return words[i] == u ||
             (words[i].size() == u.size() + 1 && words[i].starts_with(u) && words[i].back() == 's');
    });
    if (!unit) continue;
    std::size_t before = i - 1;
    if (before > 0 && std::find(kBetween.begin(), kBetween.end(), words[before]) != kBetween.end())
      --before;
    std::string_view number = words[before];
    if (number[0] >= '0' && number[0] <= '9') return true;
    bool word = std::find(kNumbers.begin(), kNumbers.end(), number) != kNumbers.end();
    if (word && number != "a" && number != "few") return true;
    if (word && before > 0 && (words[before - 1] == "within" || words[before - 1] == "a"))
      return true;
  }
  return false;
}

}  // namespace avouch::formats
