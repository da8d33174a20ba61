#include "formats/support_policy.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "base/text.h"
#include "base/time.h"
#include "formats/document_phrases.h"

namespace avouch::formats {
namespace {

using model::Document;
using model::DocumentKind;

constexpr std::size_t kMaxRows = 200;  // A page that lists more is an archive, not a promise.

std::optional<int> MonthOf(std::string_view word) {
  constexpr auto kMonths = std::to_array<std::string_view>(
      {"january", "february", "march", "april", "may", "june", "july", "august", "september",
       "october", "november", "december"});
  std::string lower = Lower(word);
  while (lower.ends_with('.')) lower.pop_back();
  for (std::size_t i = 0; i < kMonths.size(); ++i)
    if (lower == kMonths[i] || (lower.size() == 3 && kMonths[i].starts_with(lower)) ||
        (lower == "sept" && i == 8))
      return static_cast<int>(i) + 1;
  return std::nullopt;
}

std::optional<int> NumberOf(std::string_view word) {
  while (!word.empty() && (word.back() == ',' || word.back() == '.')) word.remove_suffix(1);
  for (std::string_view end : {"st", "nd", "rd", "th"})
    if (word.size() > 2 && word.ends_with(end)) word.remove_suffix(2);
  if (word.empty() || word.size() > 4) return std::nullopt;
  int value = 0;
  for (char c : word) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

int LastDay(int year, int month) {
  for (int day = 31; day > 28; --day)
    if (IsValid({year, month, day})) return day;
  return 28;
}

bool IsYear(std::optional<int> value) { return value && *value >= 1990 && *value <= 2200; }

enum class Standing { kUnknown, kSupported, kEnded };

Standing StandingOf(std::string_view cell) {
  std::string lower = Lower(cell);
  if (lower.empty()) return Standing::kUnknown;
  static const Phrases kNo = {
      ":x:",   "no",         "unsupported",  "not supported",  "end of life",  "end-of-life", "eol",
      "ended", "deprecated", "discontinued", "not maintained", "unmaintained", "retired"};
  static const Phrases kYes = {":white_check_mark:",
                               ":heavy_check_mark:",
                               ":check_mark:",
                               "yes",
                               "supported",
                               "active",
                               "current",
                               "maintained",
                               "security fixes",
                               "security updates",
                               "lts",
                               "full support",
                               "security only",
                               "security"};
  for (std::string_view sign :
       {"\xE2\x9D\x8C", "\xE2\x9C\x97", "\xE2\x9C\x98", "\xE2\x9D\x8E", "\xE2\x9C\x96"})
    if (lower.find(sign) != lower.npos) return Standing::kEnded;
  for (std::string_view sign :
       {"\xE2\x9C\x85", "\xE2\x9C\x94", "\xE2\x9C\x93", "\xE2\x98\x91", "\xF0\x9F\x9F\xA2"})
    if (lower.find(sign) != lower.npos) return Standing::kSupported;
  if (lower.starts_with("no ") || lower == "no" || lower == "none") return Standing::kEnded;
  if (HasAny(lower, {kNo.begin() + 2, kNo.end()}) || lower.find(":x:") != lower.npos)
    return Standing::kEnded;
  if (HasAny(lower, kYes)) return Standing::kSupported;
  return Standing::kUnknown;
}

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
    std::map<int, std::vector<const TableRow*>> tables;
    for (const auto& row : prose_.rows) tables[row.table].push_back(&row);
    for (const auto& [id, rows] : tables) {
      if (rows.size() < 2 || !rows[0]->head) continue;
      Columns columns = ColumnsOf(rows[0]->cells);
      if (columns.version < 0 || (columns.standing < 0 && columns.until < 0)) continue;
      for (std::size_t i = 1; i < rows.size(); ++i) AddRow(*rows[i], columns);
    }
    if (document_.support.empty()) return;
    Add("versions", document_.support[0].version + ": " + document_.support[0].words,
        document_.support[0].place.line);
    for (const auto& row : document_.support)
      if (!row.until.empty()) return Add("dates", row.version + ": " + row.until, row.place.line);
  }

  struct Columns {
    int version = -1, standing = -1, until = -1;
  };
  Columns ColumnsOf(const std::vector<std::string>& cells) const {
    Columns columns;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      std::string lower = Lower(cells[i]);
      int at = static_cast<int>(i);
      bool end =
          HasAny(lower, {"until", "end of", "eol", "end-of", "ends", "support end", "expires"});
      if (columns.version < 0 && HasAny(lower, {"version", "release", "branch", "series"}) &&
          !end && !HasAny(lower, {"date", "released", "release date"}))
        columns.version = at;
      else if (end && columns.until < 0)
        columns.until = at;
      else if (columns.standing < 0 &&
               HasAny(lower, {"support", "status", "maintained", "security", "state"}))
        columns.standing = at;
    }
    // A compatibility table ("Go version | supported platforms") promises nothing;
    // its standing column holds no standing, which AddRow sees.
    return columns;
  }

  void AddRow(const TableRow& row, const Columns& columns) {
    auto cell = [&](int at) {
      return at >= 0 && at < static_cast<int>(row.cells.size())
                 ? row.cells[static_cast<std::size_t>(at)]
                 : std::string();
    };
    std::string version = cell(columns.version), words = cell(columns.standing),
                end = cell(columns.until);
    if (version.empty() || document_.support.size() >= kMaxRows) return;
    if (version.find_first_of("0123456789") == version.npos &&
        !HasAny(Lower(version), {"latest", "current", "main", "master", "older", "all", "newest",
                                 "other", "previous"}))
      return;
    Standing standing = StandingOf(words);
    std::string until = DateIn(end.empty() ? words : end);
    if (standing == Standing::kUnknown && until.empty() && (columns.until < 0 || end.empty()))
      return;
    if (standing == Standing::kUnknown)
      standing = StandingOf(end) == Standing::kEnded && until.empty() ? Standing::kEnded
                                                                      : Standing::kSupported;
    // A row that gives nothing but a date says until when, not that it still is.
    bool supported = standing == Standing::kSupported && (!words.empty() || until.empty());
    document_.support.push_back({Shorten(version, 80),
                                 Shorten(words.empty() ? end : words, 80),
                                 supported,
                                 until,
                                 {document_.path, row.line}});
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

std::string DateIn(std::string_view text) {
  auto good = [](int year, int month, int day) {
    Date date{year, month, day};
    return IsValid(date) ? ToString(date) : std::string();
  };
  std::string spaced;
  for (char c : text) spaced.push_back(c == '(' || c == ')' || c == ';' || c == '~' ? ' ' : c);
  auto words = Words(spaced);
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string_view word = words[i].substr(0, 10);
    if (word.size() == 10)
      if (auto date = ParseDate(word)) return ToString(*date);
    if (word.size() == 7 && word[4] == '-') {
      auto year = NumberOf(word.substr(0, 4)), month = NumberOf(word.substr(5));
      if (IsYear(year) && month && *month >= 1 && *month <= 12)
        return good(*year, *month, LastDay(*year, *month));
    }
    auto month = MonthOf(words[i].substr(0, words[i].find(',')));
    if (!month) continue;
    auto next = i + 1 < words.size() ? NumberOf(words[i + 1]) : std::nullopt;
    auto after = i + 2 < words.size() ? NumberOf(words[i + 2]) : std::nullopt;
    auto before = i > 0 ? NumberOf(words[i - 1]) : std::nullopt;
    if (next && *next <= 31 && IsYear(after)) return good(*after, *month, *next);
    if (IsYear(next) && before && *before >= 1 && *before <= 31)
      return good(*next, *month, *before);
    if (IsYear(next)) return good(*next, *month, LastDay(*next, *month));
  }
  return {};
}

void AddSupportParts(const Prose& prose, model::Document& document) {
  SupportReader(prose, document).Read();
}

}  // namespace avouch::formats
