// The words by which sentences of a security policy are known: vulnerabilities,
// private places, trackers, what a reporter may expect.
//
// All take text in lower case. Pure; any thread.

#pragma once

#include <string_view>

#include "formats/document_phrases.h"

namespace avouch::formats {

[[nodiscard]] const Phrases& Vulnerability();

// A link or word that leads to a place only the maintainers read; in either case.
[[nodiscard]] bool IsPrivatePlace(std::string_view target);
// A target and its words that name a policy about security.
[[nodiscard]] bool Policyish(std::string_view target, std::string_view words);
// Pages about how to do it in general, and lists of past advisories.
[[nodiscard]] bool IsGuidance(std::string_view target);

// Where "issue tracker", "open an issue" or the like starts, or npos.
[[nodiscard]] std::size_t TrackerAt(std::string_view lower);
// Words that make a sentence about a tracker one of other things than an
// unpublished vulnerability, or of what the maintainers do themselves.
[[nodiscard]] bool SpeaksOfAnother(std::string_view lower);

// What becomes of a report, told as a promise; the time in which it does.
[[nodiscard]] bool SaysWhatToExpect(std::string_view lower);
[[nodiscard]] bool SaysInWhatTime(std::string_view lower);

}  // namespace avouch::formats
