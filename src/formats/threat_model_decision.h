// Is a threat decided? Words that decide, and words that put it off.
//
// Source: ISO 27005's four treatments and the words people use for them. "Open",
// "TBD", a question and nothing are no decision; a word that decides is needed,
// unless the column itself says that what stands in it is the mitigation. Any
// thread.

#pragma once

#include <string>
#include <string_view>

namespace avouch::formats {

// What the place of the words says by itself.
enum class DecisionPlace {
  kDecision,    // "decision", "response", "treatment", "status": a deciding word is needed
  kMitigation,  // "mitigation", "control", "countermeasure": anything said is a mitigation
};

// "prevent: row filter", "accept until 2027-01-31", "not applicable: no network".
[[nodiscard]] bool IsDecided(std::string_view words, DecisionPlace place);

// "open", "TBD", "not mitigated", "partly mitigated", "should we accept this?":
// words that say it is not decided, whatever else is said. Nothing is no such word.
[[nodiscard]] bool IsPutOff(std::string_view words);

// The last day of an acceptance: "accept until 30 April 2027" is "2027-04-30";
// "" when nothing is accepted or no day is named.
[[nodiscard]] std::string AcceptedUntil(std::string_view words);

}  // namespace avouch::formats
