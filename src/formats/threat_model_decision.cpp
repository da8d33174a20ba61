#include "formats/threat_model_decision.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "formats/document_outline.h"
#include "formats/document_phrases.h"
#include "formats/leftovers.h"
#include "formats/support_policy.h"

namespace avouch::formats {
namespace {

// Puts off when it stands first, alone or before a stop: "open redirects are
// filtered" is no "open".
constexpr auto kFirst = std::to_array<std::string_view>(
    {"open",          "pending",    "pending ",    "exposed",      "unknown",
     "unclear",       "todo",       "to do",       "tbd",          "tba",
     "tbc",           "new",        "identified",  "proposed",     "recommended",
     "not started",   "untreated",  "in analysis", "\xE2\x9D\x8C", "\xE2\x8F\xB3",
     "open question", "open issue", "open point",  "open risk",    "open action"});

const Phrases kAnywhere = {"to be decided",     "to be determined",    "to be confirmed",
                           "to be defined",     "to be discussed",     "not decided",
                           "undecided",         "no decision",         "under discussion",
                           "in discussion",     "in-discussion",       "needs a decision",
                           "needs decision",    "decision needed",     "requires a decision",
                           "requires decision", "under investigation", "not accepted"};

// These put off as well, unless somebody takes the risk all the same.
const Phrases kUndone = {"not yet",           "unmitigated",       "not mitigated",
                         "no mitigation",     "not addressed",     "unaddressed",
                         "not treated",       "partially mitigat", "partly mitigat",
                         "partially-mitigat", "partly-mitigat",    "partiallymitigat",
                         "partlymitigat",     "cannot prevent",    "not prevented"};
const Phrases kTaken = {"accept", "transfer", "tolerat", "avoid", "won't fix", "will not fix"};

const Phrases kDeciding = {"\xE2\x9C\x85",
                           "\xE2\x9C\x94",
                           "prevent",
                           "accept",
                           "mitigat",
                           "transfer",
                           "avoid",
                           "eliminat",
                           "remov",
                           "reduc",
                           "reject",
                           "retain",
                           "tolerat",
                           "share with",
                           "insur",
                           "treated",
                           "fix",
                           "resolv",
                           "closed",
                           "done",
                           "implement",
                           "control",
                           "block",
                           "limit",
                           "restrict",
                           "requir",
                           "enforc",
                           "encrypt",
                           "validat",
                           "sanitis",
                           "sanitiz",
                           "escap",
                           "filter",
                           "authenticat",
                           "authoris",
                           "authoriz",
                           "sign ",
                           "signed",
                           "verif",
                           "check",
                           "detect",
                           "monitor",
                           "logged",
                           "isolat",
                           "sandbox",
                           "disabl",
                           "rotat",
                           "patch",
                           "use ",
                           "uses ",
                           "add ",
                           "adds ",
                           "added ",
                           "deny",
                           "denied",
                           "refus",
                           "ensur",
                           "hash",
                           "pinned",
                           "out of scope",
                           "out-of-scope",
                           "outofscope",
                           "not applicable",
                           "not-applicable",
                           "notapplicable",
                           "n/a",
                           "won't fix",
                           "wontfix",
                           "will not fix",
                           "false positive",
                           "false-positive",
                           "defer until",
                           "covered by",
                           "handled by",
                           "protect",
                           "minimis",
                           "minimiz",
                           "separat",
                           "back up",
                           "backup"};

constexpr std::size_t kOpening = 160;  // Bytes in which people say that nothing is decided

bool StandsFirst(std::string_view start, std::string_view word) {
  if (!start.starts_with(word)) return false;
  if (word.back() == ' ') return true;
  std::string_view rest = start.substr(word.size());
  if (rest.empty() || std::string_view(".,:;(/?)").find(rest[0]) != rest.npos) return true;
  rest = Trim(rest);  // "open - who does it", "open \u2014 ..."
  return start.size() != word.size() + rest.size() &&
         (rest.empty() || rest[0] == '-' || rest[0] == '(' ||
          static_cast<unsigned char>(rest[0]) == 0xE2);
}

}  // namespace

bool IsPutOff(std::string_view words) {
  words = Trim(words);
  if (words.empty()) return false;
  const std::string lower = Lower(words);
  if (lower.back() == '?' || !LeftoversIn(words).empty()) return true;
  const std::size_t from = std::min(lower.find_first_not_of("([*_\"'- "), lower.size() - 1);
  const std::string_view start = std::string_view(lower).substr(from);
  if (std::ranges::any_of(kFirst, [&](auto word) { return StandsFirst(start, word); })) return true;
  // Further in, a long text tells how: "... which are not yet open to scripts".
  const std::string_view opening = std::string_view(lower).substr(0, kOpening);
  return HasAny(opening, kAnywhere) || (HasAny(opening, kUndone) && !HasAny(lower, kTaken));
}

bool IsDecided(std::string_view words, DecisionPlace place) {
  words = Trim(words);
  if (!SaysSomething(words)) {
    // "N/A" decides where a decision is asked for, and is no mitigation.
    const std::string lower = Lower(words);
    return place == DecisionPlace::kDecision && (lower == "n/a" || lower == "na");
  }
  if (IsPutOff(words)) return false;
  return place == DecisionPlace::kMitigation || HasAny(Lower(words), kDeciding);
}

std::string AcceptedUntil(std::string_view words) {
  const std::string lower = Lower(words);
  const std::size_t accepted = FindAny(lower, {"accept", "tolerat", "retain", "defer"});
  if (accepted == lower.npos) return {};
  const std::size_t until =
      FindAny(std::string_view(lower).substr(accepted),
              {"until", "till", "expires", "ends", "review by", "revisit", "up to"});
  return until == lower.npos ? std::string() : DateIn(words.substr(accepted + until));
}

}  // namespace avouch::formats
