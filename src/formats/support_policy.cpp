#include "formats/support_policy.h"

#include <algorithm>

#include "base/text.h"
#include "formats/document_phrases.h"
#include "formats/support_table.h"

namespace avouch::formats {
namespace {

using model::Document;
using model::DocumentKind;

class SupportReader {
 public:
  SupportReader(const Prose& prose, Document& document) : prose_(prose), document_(document) {}

  void Read() {
    Tables();
    bool readme =
        document_.kind == DocumentKind::kReadme || document_.kind == DocumentKind::kContributing;
    // RELEASING.md tells maintainers what to do, not customers what they get.
    std::string name = Lower(document_.path.name());
    bool procedure = name.starts_with("releas") && !name.starts_with("releases");
    for (const auto& sentence : prose_.sentences) {
      if (sentence.quote) continue;
      std::string lower = Lower(sentence.text);
      if (lower.starts_with("use this section to tell people")) continue;
      if (!readme ||
          HasAny(Lower(prose_.HeadingOf(sentence)), {"support", "version", "release", "security"}))
        Rule(sentence, lower);
      Frequency(sentence, lower, readme);
      if (procedure) continue;
      Arrival(sentence, lower, readme);
      Told(sentence, lower, readme);
    }
  }

 private:
  void Add(std::string_view id, std::string_view text, int line) {
    bool known = std::any_of(document_.parts.begin(), document_.parts.end(),
                             [&](const auto& part) { return part.id == id; });
    if (!known) document_.parts.push_back({std::string(id), Shorten(text), {document_.path, line}});
  }

  // A table whose head names versions and their standing or end.
  void Tables() {
    AddSupportRows(prose_, document_);
    if (document_.support.empty()) return;
    Add("versions", document_.support[0].version + ": " + document_.support[0].words,
        document_.support[0].place.line);
    for (const auto& row : document_.support)
      if (!row.until.empty()) return Add("dates", row.version + ": " + row.until, row.place.line);
  }

  void Rule(const Sentence& sentence, std::string_view lower) {
    static const Phrases kNewest = {
        "latest",        "most recent",     "newest",       "current release", "current version",
        "current major", "current minor",   "last release", "last two",        "last three",
        "latest two",    "two most recent", "n-1",          "previous minor",  "previous major"};
    static const Phrases kWhat = {"support",        "security update", "security fix",
                                  "security patch", "patches",         "fixes",
                                  "backport",       "maintain",        "bug fix"};
    static const Phrases kOnly = {
        "only",          "are supported", "is supported",      "receive",
        "applied to",    "apply to",      "provided for",      "we support",
        "fixed in",      "released for",  "will be supported", "issued for",
        "limited to",    "backported to", "support the",       "maintain the",
        "maintains the", "supports the",  "patches for"};
    static const Phrases kNot = {"upgrade to the latest",
                                 "update to the latest",
                                 "installed",
                                 "python",
                                 "browser",
                                 "make sure",
                                 "check if",
                                 "test against",
                                 "before report",
                                 "reproduc",
                                 "using the latest",
                                 "running the latest",
                                 "can be found"};
    if (lower.size() > 400 || lower.ends_with('?')) return;
    if (HasAny(lower, kNewest) && HasAny(lower, kWhat) && HasAny(lower, kOnly) &&
        !HasAny(lower, kNot))
      return Add("rule", sentence.text, sentence.line);
    static const Phrases kFor = {
        "supported for",        "maintained for",       "security updates for",
        "security fixes for",   "supported until the",  "until the next",
        "receives updates for", "support for at least", "supported for at least"};
    if (HasAny(lower, kFor) &&
        (HasDuration(lower) || HasAny(lower, {"until the next", "until the release"})) &&
        HasAny(lower, {"release", "version", "major", "minor"}))
      Add("rule", sentence.text, sentence.line);
  }

  void Frequency(const Sentence& sentence, std::string_view lower, bool readme) {
    static const Phrases kHow = {"every week",
                                 "every two weeks",
                                 "every few weeks",
                                 "every month",
                                 "every other week",
                                 "every three months",
                                 "every six months",
                                 "every quarter",
                                 "every day",
                                 "every 2 weeks",
                                 "every 4 weeks",
                                 "every 6 weeks",
                                 "every four weeks",
                                 "every six weeks",
                                 "weekly",
                                 "monthly",
                                 "quarterly",
                                 "biweekly",
                                 "bi-weekly",
                                 "fortnightly",
                                 "twice a year",
                                 "twice a month",
                                 "once a month",
                                 "once a week",
                                 "once a quarter",
                                 "once a year",
                                 "1 or 2 weeks",
                                 "each month",
                                 "each week",
                                 "as soon as a fix",
                                 "first monday",
                                 "first tuesday",
                                 "every monday",
                                 "every tuesday",
                                 "every release cycle",
                                 "yearly",
                                 "annually",
                                 "per month"};
    static const Phrases kWhat = {"we release",
                                  "releases are",
                                  "release is",
                                  "new release",
                                  "new version",
                                  "we publish",
                                  "publish a new",
                                  "minor release",
                                  "major release",
                                  "patch release",
                                  "we ship",
                                  "releases happen",
                                  "releases take place",
                                  "released every",
                                  "released on",
                                  "releases every",
                                  "releases weekly",
                                  "releases monthly",
                                  "release cadence",
                                  "release cycle",
                                  "release schedule",
                                  "updates are released",
                                  "updates are published",
                                  "we aim to release",
                                  "release of",
                                  "is released",
                                  "are released",
                                  "cut a release",
                                  "we deploy",
                                  "security updates are",
                                  "feature release",
                                  "release every",
                                  "bug-fix release",
                                  "bugfix release"};
    static const Phrases kNot = {"database", "feed",       "data ",    "checks for", "download",
                                 "scan",     "sync",       "meeting",  "call ",      "newsletter",
                                 "report",   "dependabot", "renovate", "you can",    "nightly"};
    // These name a rhythm, and tell it only with a time beside them.
    static const Phrases kNamed = {"release cadence", "release cycle is", "release schedule is",
                                   "regular schedule"};
    bool how = HasAny(lower, kHow) || (HasAny(lower, kNamed) && HasDuration(lower));
    if (how && HasAny(lower, kWhat) && !HasAny(lower, kNot) && !IsNegated(lower) &&
        (!readme || HasAny(lower, {"we ", "our ", "releases", "new version", "is released"})))
      Add("update-frequency", sentence.text, sentence.line);
  }

  void Arrival(const Sentence& sentence, std::string_view lower, bool readme) {
    static const Phrases kSays = {"to upgrade",
                                  "to update",
                                  "upgrading to",
                                  "updates are delivered",
                                  "updates are distributed",
                                  "updates are installed by",
                                  "update automatically",
                                  "updates automatically",
                                  "automatic update",
                                  "self update",
                                  "self-update",
                                  "upgrade by",
                                  "update by",
                                  "fixes are released as",
                                  "delivered as",
                                  "upgrade instructions",
                                  "include the fix in our next release",
                                  "distributed through",
                                  "upgrade guide"};
    std::string heading = Lower(prose_.HeadingOf(sentence));
    bool section = HasAny(heading, {"upgrad", "updating", "getting updates", "how to update",
                                    "update process"}) &&
                   !HasAny(heading, {"depend"});
    static const Phrases kNot = {"dependenc", "snapshot",  "fixture",           "documentation",
                                 "lock file", "lockfile",  "database",          "this file",
                                 "readme",    "changelog", "your pull request", "advised"};
    if ((HasAny(lower, kSays) && !HasAny(lower, kNot) &&
         (!readme || section || HasAny(heading, {"install", "update", "updat", "upgrad"}))) ||
        (section && !HasAny(lower, kNot)))
      Add("how-updates-arrive", sentence.text, sentence.line);
  }

  void Told(const Sentence& sentence, std::string_view lower, bool readme) {
    static const Phrases kHow = {"mailing list",
                                 "announce",
                                 "watch this repo",
                                 "watch the repo",
                                 "watch releases",
                                 "subscribe",
                                 "release notes",
                                 "rss",
                                 "atom feed",
                                 "newsletter",
                                 "will be notified",
                                 "notified of",
                                 "notify users",
                                 "notify customers",
                                 "security advisories are published",
                                 "publish a security advisory",
                                 "published as github security advisor",
                                 "status page"};
    static const Phrases kWhat = {"release",          "security update", "security fix",
                                  "security advisor", "new version",     "updates",
                                  "vulnerabilit"};
    static const Phrases kNot = {"template",
                                 "pull request",
                                 "before announc",
                                 "draft the",
                                 "write the",
                                 "release manager",
                                 "report it",
                                 "please report",
                                 "to report",
                                 "deprecat",
                                 "no information",
                                 "maintainer is notified",
                                 "maintainers are notified",
                                 "team is notified",
                                 "we are notified"};
    if (HasAny(lower, kHow) && HasAny(lower, kWhat) && !HasAny(lower, kNot) && !IsNegated(lower) &&
        (!readme || HasAny(lower, {"subscribe", "watch", "announce", "notified", "mailing list"})))
      Add("how-one-is-told", sentence.text, sentence.line);
  }

  const Prose& prose_;
  Document& document_;
};

}  // namespace

void AddSupportParts(const Prose& prose, model::Document& document) {
  SupportReader(prose, document).Read();
}

}  // namespace avouch::formats
