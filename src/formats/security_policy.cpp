// Sentence by sentence: each part has words it needs and words that rule it
// out. The hard one is public-tracker. "Do not open a public issue", "instead
// of filing a bug", "for other bugs, open an issue" and "we will open an issue"
// all name the tracker and send nobody with a vulnerability there; so the
// sentence must itself speak of vulnerabilities, tell the reader to act, and
// carry no negation before the tracker.

#include "formats/security_policy.h"

#include <algorithm>

#include "base/text.h"
#include "formats/document.h"
#include "formats/document_assertions.h"
#include "formats/document_phrases.h"
#include "formats/leftovers.h"
#include "formats/support_policy.h"

namespace avouch::formats {
namespace {

using model::Document;
using model::Place;

const Phrases& Vulnerability() {
  static const Phrases kWords = {"vulnerab",         "security issue",    "security bug",
                                 "security problem", "security flaw",     "security concern",
                                 "security report",  "security hole",     "security finding",
                                 "exploit",          "security incident", "weakness"};
  return kWords;
}

bool AboutReporting(std::string_view heading) {
  static const Phrases kWords = {"report",         "disclos",         "vulnerab", "contact",
                                 "security issue", "security policy", "submit",   "found a"};
  return HasAny(Lower(heading), kWords);
}

bool TellsToReport(std::string_view lower) {
  static const Phrases kWords = {"report",
                                 "disclos",
                                 "submit",
                                 "notify",
                                 "contact",
                                 "email",
                                 "e-mail",
                                 "mail ",
                                 "send ",
                                 "let us know",
                                 "let the",
                                 "reach out",
                                 "write to",
                                 "open a security advisory",
                                 "create a security advisory",
                                 "use the",
                                 "open a draft",
                                 "use github",
                                 "please use",
                                 "get in touch",
                                 "inform us",
                                 "reach us",
                                 "raise"};
  return HasAny(lower, kWords);
}

// A link or word that leads to a place only the maintainers read.
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

class PolicyReader {
 public:
  PolicyReader(const Prose& prose, Document& document) : prose_(prose), document_(document) {}

  void Read() {
    for (std::size_t i = 0; i < prose_.sentences.size(); ++i) {
      const Sentence& sentence = prose_.sentences[i];
      std::string lower = Lower(sentence.text);
      if (IsTemplateText(lower)) {
        Leftover(sentence.text, sentence.line);
        continue;
      }
      Channel(sentence, lower, static_cast<int>(i));
      Tracker(sentence, lower);
      Scope(sentence, lower);
      Expectations(sentence, lower);
      SafeHarbour(sentence, lower);
      Key(sentence, lower);
      Elsewhere(sentence, lower);
    }
    HowToReport();
    SectionParts();
    DefaultTable();
    if (prose_.has_key_block) Add("encryption-key", "a public key block", prose_.key_block_line);
  }

 private:
  void Add(std::string_view id, std::string_view text, int line) {
    bool known = std::any_of(document_.parts.begin(), document_.parts.end(),
                             [&](const auto& part) { return part.id == id; });
    if (!known)
      document_.parts.push_back({std::string(id), Shorten(text), Place{document_.path, line}});
  }
  bool Has(std::string_view id) const {
    return std::any_of(document_.parts.begin(), document_.parts.end(),
                       [&](const auto& part) { return part.id == id; });
  }
  void Leftover(std::string_view text, int line) {
    document_.leftovers.push_back({Shorten(text, 80), Place{document_.path, line}});
  }

  // What a forge's form for a new policy holds before anybody writes.
  static bool IsTemplateText(std::string_view lower) {
    return lower.starts_with("use this section to tell people") ||
           lower.starts_with("tell them where to go, how often they can expect");
  }

  bool Reporting(const Sentence& sentence, std::string_view lower) const {
    return AboutReporting(prose_.HeadingOf(sentence)) || HasAny(lower, Vulnerability()) ||
           lower.find("security") != lower.npos;
  }

  void Channel(const Sentence& sentence, std::string_view lower, int index) {
    static const Phrases kAside = {"general question", "feature request", "non-security",
                                   "code of conduct",  "press inquir",    "sales"};
    bool aside = HasAny(lower, kAside);
    for (const auto& address : prose_.addresses)
      if (address.sentence == index && !aside && !IsPlaceholderAddress(address.address) &&
          Reporting(sentence, lower) && !IsNegatedBefore(lower, address.address))
        Add("private-channel", address.address, address.line);
    for (int at : sentence.links) {
      const Hyperlink& link = prose_.links[static_cast<std::size_t>(at)];
      if (!IsPrivatePlace(link.target) || IsPlaceholderAddress(link.target)) continue;
      // The forge's page about how to do it is no channel; the sentence names one.
      bool guide = link.target.find("privately-reporting") != std::string::npos;
      Add("private-channel", guide ? sentence.text : link.target,
          guide ? sentence.line : link.line);
    }
    static const Phrases kWords = {"private vulnerability report",
                                   "privately report",
                                   "private security report",
                                   "report a vulnerability button",
                                   "\"report a vulnerability\"",
                                   "private reporting",
                                   "confidential issue",
                                   "draft security advisory",
                                   "private security advisory",
                                   "open a security advisory",
                                   "create a security advisory",
                                   "report it privately",
                                   "using the security tab",
                                   "via the security tab",
                                   "through the security tab",
                                   "github security disclosure",
                                   "\xE2\x80\x9Creport a vulnerability\xE2\x80\x9D"};
    if (HasAny(lower, kWords) && !IsNegated(lower))
      Add("private-channel", sentence.text, sentence.line);
  }

  // "Do not write to x@y": a negation between the start of its clause and the address.
  static bool IsNegatedBefore(std::string_view lower, std::string_view word) {
    std::size_t at = lower.find(word);
    if (at == lower.npos) return false;
    std::string_view before = lower.substr(0, at);
    std::size_t clause = before.find_last_of(",;:");
    if (clause != before.npos) before = before.substr(clause + 1);
    static const Phrases kWords = {"do not", "don't",      "don\xE2\x80\x99t",
                                   "never",  "instead of", "rather than"};
    return HasAny(before, kWords);
  }

  // Where "issue tracker", "open an issue" or the like starts, or npos.
  static std::size_t TrackerAt(std::string_view lower) {
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
      if (words[i] != "issue" && words[i] != "issues" && words[i] != "ticket" &&
          words[i] != "issue:")
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

  void Tracker(const Sentence& sentence, std::string_view lower) {
    std::size_t at = TrackerAt(lower);
    if (at == lower.npos) return;
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
    if (HasAny(lower, kOther) || HasAny(lower, kOurs) || IsNegated(lower.substr(0, at))) return;
    bool says = HasAny(lower, Vulnerability());
    std::string heading = Lower(prose_.HeadingOf(sentence));
    // "Please open an issue." alone, under "Reporting a Vulnerability".
    bool bare = HasAny(heading, {"vulnerab", "security issue", "security bug"}) &&
                HasAny(heading, {"report", "disclos"}) && Words(lower).size() <= 14;
    if (says || bare) Add("public-tracker", sentence.text, sentence.line);
  }

  void Scope(const Sentence& sentence, std::string_view lower) {
    static const Phrases kWords = {"in scope",
                                   "out of scope",
                                   "out-of-scope",
                                   "in-scope",
                                   "this policy applies to",
                                   "policy covers",
                                   "considered vulnerabilit",
                                   "considered a vulnerabilit",
                                   "considered security",
                                   "anywhere in this project",
                                   "anywhere in the project",
                                   "any part of this project",
                                   "scope of this policy",
                                   "not a vulnerability",
                                   "treat them as vulnerabilit",
                                   "policy applies"};
    if (HasAny(lower, kWords)) Add("scope", sentence.text, sentence.line);
  }

  void Expectations(const Sentence& sentence, std::string_view lower) {
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
        "work with you", "send a",         "evaluat",    "prioriti"};
    static const Phrases kFuture = {"will", "'ll", "\xE2\x80\x99ll", "aim to", "try to", "strive",
                                    "endeavo", "can expect", "may expect", "should expect",
                                    "expect to", "expect a", "should receive", "should hear",
                                    "usually", "typically", "intend to", "are acknowledged",
                                    "are handled", "target", "once we", "goal", "commit to",
                                    // A process told in the present tense.
                                    "team responds", "team investigates", "team acknowledges",
                                    "maintainers respond", "maintainers investigate"};
    static const Phrases kThanks = {"you will find", "we'll need", "we will need",
                                    "we need",       "appreciate", "acknowledge your contribution",
                                    "thank you"};
    bool asks = HasAny(lower, {"please"}) && !HasAny(lower, {"we will", "and we'll"});
    if (HasAny(lower, kWho) && HasAny(lower, kDoes) && HasFuture(lower, kFuture) &&
        !HasAny(lower, kThanks) && !asks)
      Add("what-to-expect", sentence.text, sentence.line);
    static const Phrases kAnswer = {
        "acknowledg", "respond", "response", "reply",    "receiv",     "hear",   "triag",
        "fix",        "patch",   "resol",    "disclos",  "embargo",    "update", "follow up",
        "contact",    "confirm", "assess",   "remediat", "investigat", "review", "get back"};
    static const Phrases kLife = {
        "supported for",  "support for",  "end of life",     "maintained for", "last updated",
        "releases every", "old releases", "after release",   "bug fixes for",  "no older than",
        "if you do not",  "if you don",   "if you have not", "before release", "before the release",
        "before publi",   "not accept"};
    if (HasDuration(lower) && HasAny(lower, kAnswer) && !HasAny(lower, kLife))
      Add("time-frame", sentence.text, sentence.line);
  }
  // "'ll" stands inside a word, where HasAny does not look.
  static bool HasFuture(std::string_view lower, const Phrases& words) {
    return HasAny(lower, words) || lower.find("'ll ") != lower.npos ||
           lower.find("\xE2\x80\x99ll ") != lower.npos;
  }

  void SafeHarbour(const Sentence& sentence, std::string_view lower) {
    static const Phrases kWords = {"safe harbor",        "safe harbour",       "legal action",
                                   "authorized conduct", "authorised conduct", "will not pursue",
                                   "not take legal"};
    if (HasAny(lower, kWords)) Add("safe-harbour", sentence.text, sentence.line);
  }

  void Key(const Sentence& sentence, std::string_view lower) {
    static const Phrases kWords = {"pgp",     "gpg",    "openpgp", "public key",
                                   "age key", "s/mime", "keybase"};
    if (HasAny(lower, kWords) && !IsNegated(lower) &&
        HasAny(lower, {"key", "encrypt", "fingerprint", "keybase"}))
      Add("encryption-key", sentence.text, sentence.line);
  }

  // "Please see our security policy": where the reader is sent for the policy itself.
  void Elsewhere(const Sentence& sentence, std::string_view lower) {
    static const Phrases kVerbs = {
        "see ",     "see:",       "refer",   "described", "details",    "visit",
        "read ",    "follow",     "found ",  "consult",   "check ",     "available at",
        "outlined", "documented", "located", "go to",     "learn more", "more information",
        "moved to", "policy:"};
    bool sent = HasAny(lower, kVerbs) || sentence.links.size() == 1;
    for (int at : sentence.links) {
      const Hyperlink& link = prose_.links[static_cast<std::size_t>(at)];
      std::string target = Lower(link.target), words = Lower(link.words);
      bool policy =
          (words.find("polic") != words.npos || words.find("disclosure") != words.npos ||
           words.find("reporting") != words.npos || words == target ||
           words.find("security") != words.npos) &&
          (target.find("security") != target.npos || target.find("disclosure") != target.npos ||
           target.find("vulnerab") != target.npos || words.find("security policy") != words.npos);
      if (!policy || !sent || IsPrivatePlace(target) || target.starts_with('#') ||
          target.starts_with("mailto:") || target.find("docs.github.com") != target.npos ||
          target.find('@') != target.npos || IsGuidance(target))
        continue;
      if (HasAny(lower,
                 {"adhere", "based on", "inspired", "according to the github", "advisories page"}))
        continue;
      bool inside = target.find("://") == target.npos && !target.starts_with("//");
      if (!inside && !Policyish(target, words)) continue;
      Add(inside ? "policy-in-tree" : "policy-elsewhere", link.target, link.line);
    }
  }
  static bool Policyish(std::string_view target, std::string_view words) {
    return target.find("/security") != target.npos || target.find("security.") != target.npos ||
           target.find("policy") != target.npos || words.find("policy") != words.npos ||
           target.find("disclosure") != target.npos;
  }
  // Pages about how to do it in general, and lists of past advisories.
  static bool IsGuidance(std::string_view target) {
    for (std::string_view part :
         {"wikipedia.org", "owasp.org/www", "cheatsheetseries", "linuxfoundation.org", "cve.org",
          "nvd.nist.gov", "first.org", "securing", "best-practice", "bestpractices",
          "securityscorecards", "help.github.com", "/security/advisories/ghsa"})
      if (target.find(part) != target.npos) return true;
    return target.ends_with("/security/advisories") || target.ends_with("security/advisories/");
  }

  // The sentence that tells the reader to report and where; one that names the
  // private channel itself before any other.
  void HowToReport() {
    std::string channel;
    for (const auto& part : document_.parts)
      if (part.id == "private-channel") channel = part.text;
    for (int pass = 0; pass < 3; ++pass)
      for (std::size_t i = 0; i < prose_.sentences.size(); ++i) {
        const Sentence& sentence = prose_.sentences[i];
        std::string lower = Lower(sentence.text);
        if (IsTemplateText(lower) || !Reporting(sentence, lower)) continue;
        bool found =
            pass == 0 ? Names(sentence, static_cast<int>(i), channel)
                      : TellsToReport(lower) && (pass == 1 ? LeadsOut(sentence, static_cast<int>(i))
                                                           : NamesTracker(lower));
        if (found) return Add("how-to-report", sentence.text, sentence.line);
      }
  }
  bool Names(const Sentence& sentence, int index, std::string_view channel) const {
    if (channel.empty()) return false;
    if (Shorten(sentence.text) == channel) return true;
    return std::any_of(sentence.links.begin(), sentence.links.end(),
                       [&](int at) {
                         return prose_.links[static_cast<std::size_t>(at)].target == channel;
                       }) ||
           std::any_of(prose_.addresses.begin(), prose_.addresses.end(),
                       [&](const auto& a) { return a.sentence == index && a.address == channel; });
  }
  bool LeadsOut(const Sentence& sentence, int index) const {
    return std::any_of(sentence.links.begin(), sentence.links.end(),
                       [&](int at) {
                         return !prose_.links[static_cast<std::size_t>(at)].target.starts_with('#');
                       }) ||
           std::any_of(prose_.addresses.begin(), prose_.addresses.end(), [&](const auto& a) {
             return a.sentence == index && !IsPlaceholderAddress(a.address);
           });
  }
  static bool NamesTracker(std::string_view lower) {
    return TrackerAt(lower) != lower.npos && !IsNegated(lower);
  }

  // Parts that a heading announces, when anything stands below it.
  void SectionParts() {
    struct Row {
      std::string_view id;
      Phrases words;
    };
    static const Row kRows[] = {
        {"scope",
         {"scope", "exclusion", "what is not a vulnerab", "what qualifies", "security model",
          "not in scope", "not vulnerab", "known limitation", "out of scope"}},
        {"supported-versions",
         {"supported version", "version support", "supported release", "versions supported",
          "maintained version", "security updates", "supported branch"}},
        {"safe-harbour", {"safe harbo"}},
        {"encryption-key", {"pgp", "gpg", "encryption key", "public key"}},
    };
    if (Has("rule") && !Has("supported-versions"))
      for (const auto& part : std::vector<model::Part>(document_.parts))
        if (part.id == "rule") Add("supported-versions", part.text, part.place.line);
    for (std::size_t i = 0; i < prose_.headings.size(); ++i) {
      std::string lower = Lower(prose_.headings[i].text);
      for (const Row& row : kRows) {
        if (!HasAny(lower, row.words) || Has(row.id)) continue;
        auto below =
            std::find_if(prose_.sentences.begin(), prose_.sentences.end(), [&](const auto& s) {
              return s.heading == static_cast<int>(i) && !IsTemplateText(Lower(s.text));
            });
        if (below != prose_.sentences.end()) {
          Add(row.id, below->text, below->line);
          continue;
        }
        int next = i + 1 < prose_.headings.size() ? prose_.headings[i + 1].line : 1 << 30;
        bool more = i + 1 < prose_.headings.size() &&
                    prose_.headings[i + 1].level > prose_.headings[i].level;
        bool table = std::any_of(prose_.rows.begin(), prose_.rows.end(), [&](const auto& r) {
          return r.line > prose_.headings[i].line && r.line < next;
        });
        if (table || more) Add(row.id, prose_.headings[i].text, prose_.headings[i].line);
      }
    }
    if (!document_.support.empty() && !Has("supported-versions"))
      Add("supported-versions", document_.support[0].version + ": " + document_.support[0].words,
          document_.support[0].place.line);
  }

  // The four rows that the forge's form is filled with.
  void DefaultTable() {
    static const Phrases kVersions = {"5.1.x", "5.0.x", "4.0.x", "< 4.0"};
    std::size_t same = 0;
    for (const auto& row : document_.support)
      same += std::find(kVersions.begin(), kVersions.end(), row.version) != kVersions.end();
    if (same == kVersions.size() && document_.support.size() == same)
      Leftover("the forge's example versions 5.1.x, 5.0.x, 4.0.x, < 4.0",
               document_.support[0].place.line);
  }

  const Prose& prose_;
  Document& document_;
};

}  // namespace

void AddSecurityParts(const Prose& prose, model::Document& document) {
  PolicyReader(prose, document).Read();
}

Result<model::Document> ReadSecurityPolicy(const Path& path, BytesView bytes) {
  return ReadDocument(path, bytes, model::DocumentKind::kSecurityPolicy);
}

}  // namespace avouch::formats
