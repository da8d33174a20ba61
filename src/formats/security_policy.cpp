// Sentence by sentence: each part has words it needs and words that rule it out
// (security_policy_words.h). A part is what the first such sentence says.

#include "formats/security_policy.h"

#include <algorithm>

#include "base/text.h"
#include "formats/document.h"
#include "formats/document_assertions.h"
#include "formats/document_phrases.h"
#include "formats/leftovers.h"
#include "formats/security_policy_words.h"
#include "formats/support_policy.h"

namespace avouch::formats {
namespace {

using model::Document;
using model::Place;

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

  void Tracker(const Sentence& sentence, std::string_view lower) {
    std::size_t at = TrackerAt(lower);
    if (at == lower.npos) return;
    if (SpeaksOfAnother(lower) || IsNegated(lower.substr(0, at))) return;
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
    if (SaysWhatToExpect(lower)) Add("what-to-expect", sentence.text, sentence.line);
    if (SaysInWhatTime(lower)) Add("time-frame", sentence.text, sentence.line);
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
      for (const auto& part : std::vector<model::DocumentPart>(document_.parts))
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
