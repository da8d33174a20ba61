// The hard words are those of the part public-tracker. "Do not open a public issue", "instead
// of filing a bug", "for other bugs, open an issue" and "we will open an issue"
// all name the tracker and send nobody with a vulnerability there; so the
// sentence must itself speak of vulnerabilities, tell the reader to act, and
// carry no negation before the tracker.

#include "formats/security_policy_words.h"

#include <algorithm>

#include "base/text.h"

namespace avouch::formats {
namespace {

// "'ll" stands inside a word, where HasAny does not look.
bool HasFuture(std::string_view lower, const Phrases& words) {
  return HasAny(lower, words) || lower.find("'ll ") != lower.npos ||
         lower.find("\xE2\x80\x99ll ") != lower.npos;
}

}  // namespace

const Phrases& Vulnerability() {
  static const Phrases kWords = {"vulnerab",         "security issue",    "security bug",
                                 "security problem", "security flaw",     "security concern",
                                 "security report",  "security hole",     "security finding",
                                 "exploit",          "security incident", "weakness"};
  return kWords;
}

bool IsPrivatePlace(std::string_view target) {
  std::string lower = Lower(target);
  for (std::string_view part : {"/security/advisories/new",
                                "hackerone.com",
                                "bugcrowd.com",
                                "intigriti.com",
                                "yeswehack.com",
                                "huntr.dev",
                                "huntr.com",
                                "g.co/vulnz",
                                "bughunters.google.com",
                                "msrc.microsoft.com",
                                "hackenproof.com",
                                "immunefi.com",
                                "openbugbounty.org",
                                "/advisories/new",
                                "bugbounty",
                                "tidelift.com/security",
                                "report-vulnerability",
                                "vulnerability-report",
                                "report-a-vulnerability",
                                "privately-reporting",
                                "security/report",
                                "forms.gle",
                                "docs.google.com/forms"})
    if (lower.find(part) != lower.npos) return true;
  return false;
}

bool Policyish(std::string_view target, std::string_view words) {
  return target.find("/security") != target.npos || target.find("security.") != target.npos ||
         target.find("policy") != target.npos || words.find("policy") != words.npos ||
         target.find("disclosure") != target.npos;
}
bool IsGuidance(std::string_view target) {
  for (std::string_view part :
       {"wikipedia.org", "owasp.org/www", "cheatsheetseries", "linuxfoundation.org", "cve.org",
        "nvd.nist.gov", "first.org", "securing", "best-practice", "bestpractices",
        "securityscorecards", "help.github.com", "/security/advisories/ghsa"})
    if (target.find(part) != target.npos) return true;
  return target.ends_with("/security/advisories") || target.ends_with("security/advisories/");
}

std::size_t TrackerAt(std::string_view lower) {
  static const Phrases kPlaces = {
      "issue tracker",     "bug tracker", "public issue", "github issue",       "gitlab issue",
      "github discussion", "issues page", "issues tab",   "the issues section", "jira ticket"};
  std::size_t place = FindAny(lower, kPlaces);
  // "the issue" and "your issue" are the vulnerability; "an issue" is one in a tracker.
  static const Phrases kVerbs = {"open", "creat", "fil", "rais", "submit", "post", "log", "make"};
  static const Phrases kBetween = {"a",      "an",      "new",    "github", "gitlab",
                                   "public", "regular", "normal", "it",     "as"};
  std::string spaced;
  for (char c : lower) spaced.push_back(c == ',' || c == '.' || c == '(' || c == ')' ? ' ' : c);
  auto words = Words(spaced);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] != "issue" && words[i] != "issues" && words[i] != "ticket" && words[i] != "issue:")
      continue;
    std::size_t back = i;
    while (back > 0 && i - back < 4 &&
           std::find(kBetween.begin(), kBetween.end(), words[back - 1]) != kBetween.end())
      --back;
    if (back == i && words[i] == "issue") continue;
    if (back == 0 || !HasAny(words[back - 1], kVerbs)) continue;
    place = std::min(place, static_cast<std::size_t>(words[back - 1].data() - spaced.data()));
  }
  return place;
}

bool SpeaksOfAnother(std::string_view lower) {
  static const Phrases kOther = {"non-security",
                                 "not security",
                                 "other bug",
                                 "other issue",
                                 "feature",
                                 "suggestion",
                                 "question",
                                 "improve",
                                 "general bug",
                                 "regular bug",
                                 "confidential",
                                 "after",
                                 "once ",
                                 "security advisor",
                                 "already",
                                 "not a vulnerab",
                                 "not a security",
                                 "unless",
                                 "hardening",
                                 "non-sensitive",
                                 "not sensitive",
                                 "low severity",
                                 "security-related label",
                                 "existing",
                                 "private issue",
                                 "privately",
                                 "no response",
                                 "not consider",
                                 "dependenc",
                                 "upstream",
                                 "third-party",
                                 "third party"};
  static const Phrases kOurs = {"we will",   "we'll",   "we may",         "maintainers will",
                                "team will", "we open", "will be opened", "will be created",
                                "we create", "we then"};
  return HasAny(lower, kOther) || HasAny(lower, kOurs);
}

bool SaysWhatToExpect(std::string_view lower) {
  static const Phrases kWho = {
      "we ",         "we'll",          "we\xE2\x80\x99ll",  "our team",
      "the team",    "maintainer",     "security team",     "you will",
      "you should",  "you can expect", "you\xE2\x80\x99ll", "you'll",
      "a member of", "team will",      "someone will",      "reports will",
      "reports are", "your report",    "the report",        "vulnerability will",
      "issue will",  "they will",      "this person will",  "acknowledg"};
  static const Phrases kDoes = {
      "respond",       "reply",          "acknowledg", "get back",   "keep you",     "informed",
      "update you",    "provide update", "notify",     "investigat", "confirm",      "assess",
      "triag",         "will fix",       "fix it",     "a fix",      "publish",      "coordinat",
      "credit",        "contact you",    "receive a",  "hear back",  "hear from us", "follow up",
      "review your",   "address it",     "handle",     "disclose",   "patch",        "resolve",
      "work with you", "send a",         "evaluat",    "prioriti",   "answer"};
  static const Phrases kFuture = {
      "will", "'ll", "\xE2\x80\x99ll", "aim to", "try to", "strive", "endeavo", "can expect",
      "may expect", "should expect", "expect to", "expect a", "should receive", "should hear",
      "usually", "typically", "intend to", "are acknowledged", "are handled", "target", "once we",
      "goal", "commit to",
      // A process told in the present tense.
      "team responds", "team investigates", "team acknowledges", "maintainers respond",
      "maintainers investigate", "we answer within", "we reply within", "we respond within"};
  static const Phrases kThanks = {"you will find", "we'll need", "we will need",
                                  "we need",       "appreciate", "acknowledge your contribution",
                                  "thank you"};
  bool asks = HasAny(lower, {"please"}) && !HasAny(lower, {"we will", "and we'll"});
  return HasAny(lower, kWho) && HasAny(lower, kDoes) && HasFuture(lower, kFuture) &&
         !HasAny(lower, kThanks) && !asks;
}

bool SaysInWhatTime(std::string_view lower) {
  static const Phrases kAnswer = {"acknowledg", "respond", "response", "reply",      "receiv",
                                  "hear",       "triag",   "fix",      "patch",      "resol",
                                  "disclos",    "embargo", "update",   "follow up",  "contact",
                                  "confirm",    "assess",  "remediat", "investigat", "review",
                                  "get back",   "answer"};
  static const Phrases kLife = {
      "supported for",  "support for",  "end of life",     "maintained for", "last updated",
      "releases every", "old releases", "after release",   "bug fixes for",  "no older than",
      "if you do not",  "if you don",   "if you have not", "before release", "before the release",
      "before publi",   "not accept"};
  return HasDuration(lower) && HasAny(lower, kAnswer) && !HasAny(lower, kLife);
}

}  // namespace avouch::formats
