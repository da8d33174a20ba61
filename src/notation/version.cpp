#include "notation/version.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <span>
#include <utility>

#include "base/text.h"

namespace avouch::notation {
namespace {

constexpr std::size_t kMaxNumbers = 8;
constexpr std::size_t kMaxTag = 250;  // Longer names are no versions anybody reads.

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

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

// ---- Words ----

// Words of pre-releases, with their order among each other.
struct PreWord {
  std::string_view word;
  int rank;
};
constexpr int kOtherRank = 3;
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
// Of those, the ones that say the same in front of a version: "nightly-2026-11-20".
constexpr std::string_view kPrePrefixes[] = {
    "alpha",    "beta",    "canary",     "daily",   "dev", "edge",     "experimental",
    "insiders", "nightly", "prerelease", "preview", "rc",  "snapshot", "unstable"};
// Words that say "final" and add nothing.
constexpr std::string_view kFinalWords[] = {"final", "ga", "lts", "rel", "release", "stable"};
// Words of something after the final release.
constexpr std::string_view kPostWords[] = {"build", "fix",      "hf",   "hotfix", "p",
                                           "patch", "pl",       "post", "r",      "rev",
                                           "sec",   "security", "sp",   "u",      "update"};
// Tags that are moved, and say nothing else.
constexpr std::string_view kMarkers[] = {
    "alpha",   "beta",     "canary", "current",    "daily",   "dev",      "develop", "edge",
    "head",    "insiders", "latest", "live",       "lts",     "main",     "master",  "next",
    "nightly", "preview",  "prod",   "production", "rolling", "snapshot", "stable",  "staging",
    "test",    "testing",  "tip",    "trunk",      "unstable"};
// In front of a lone number: "release-42", "build-1234", "r1234".
constexpr std::string_view kCounters[] = {"b", "build", "r", "rel", "release", "rev", "revision"};

bool IsOneOf(std::span<const std::string_view> words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

std::optional<int> PreRank(std::string_view word) {
  const auto* found = std::ranges::find(kPreWords, word, &PreWord::word);
  return found == std::end(kPreWords) ? std::nullopt : std::optional(found->rank);
}

// ---- Numbers and dates ----

std::optional<std::uint64_t> Number(std::string_view digits) {
  std::uint64_t value = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, value);
  return error == std::errc() && stop == end && !digits.empty() ? std::optional(value)
                                                                : std::nullopt;
}

bool IsYear(std::uint64_t n) { return n >= 1990 && n <= 2099; }
bool IsMonth(std::uint64_t n) { return n >= 1 && n <= 12; }
bool IsDay(std::uint64_t n) { return n >= 1 && n <= 31; }

// 202405, 20240520, 20240520143000: a date written as one number.
bool IsDateNumber(std::string_view digits) {
  const std::size_t size = digits.size();
  if (size != 6 && size != 8 && size != 10 && size != 12 && size != 14) return false;
  return IsYear(*Number(digits.substr(0, 4))) && IsMonth(*Number(digits.substr(4, 2))) &&
         (size == 6 || IsDay(*Number(digits.substr(6, 2))));
}

// One reading of a tag, with a version from `at` to its end.
class Reader {
 public:
  Reader(std::string_view tag, std::size_t at) : tag_(tag), at_(at) {
    version_.prefix = tag.substr(0, at);
    version_.text = tag.substr(at);
  }

  std::optional<TagReading> Read() {
    if (!Numbers() || !Suffix()) return std::nullopt;
    const bool alone = version_.numbers.size() == 1 && !version_.is_date;
    if (version_.pre.empty()) version_.pre = PreOfPrefix();
    TagKind kind = version_.pre.empty() ? TagKind::kRelease : TagKind::kPreRelease;
    if (alone && !AfterCounter()) {
      if (!AfterNothing()) return std::nullopt;
      if (kind == TagKind::kRelease && version_.post.empty()) kind = TagKind::kMovingAlias;
    }
    return TagReading{kind, std::move(version_)};
  }

 private:
  [[nodiscard]] bool Take(std::size_t digits) {
    const auto number = Number(tag_.substr(at_, digits));
    if (!number || version_.numbers.size() == kMaxNumbers) return false;
    version_.numbers.push_back(*number);
    at_ += digits;
    return true;
  }

  bool Numbers() {
    const std::size_t first = DigitsAt(tag_, at_);
    version_.is_date = IsDateNumber(tag_.substr(at_, first));
    if (!Take(first)) return false;
    if (first == 4 && IsYear(version_.numbers[0])) TakeMonthAndDay();
    char separator = '\0';
    while (at_ + 1 < tag_.size() && (tag_[at_] == '.' || tag_[at_] == '_') &&
           IsDigit(tag_[at_ + 1]) && (separator == '\0' || tag_[at_] == separator)) {
      separator = tag_[at_++];
      if (!Take(DigitsAt(tag_, at_))) return false;
    }
    return true;
  }

  // "-11-20", ".11.20", "/11/20" or "-11" behind a year.
  void TakeMonthAndDay() {
    for (const bool month : {true, false}) {
      if (at_ >= tag_.size() ||
          std::string_view("-._/").find(tag_[at_]) == std::string_view::npos) {
        return;
      }
      const std::size_t digits = DigitsAt(tag_, at_ + 1);
      if (digits < 1 || digits > 2) return;
      const std::uint64_t number = *Number(tag_.substr(at_ + 1, digits));
      if (month ? !IsMonth(number) : !IsDay(number)) return;
      ++at_;
      (void)Take(digits);
      version_.is_date = true;
    }
  }

  bool Suffix() {
    std::string_view rest = tag_.substr(at_);
    if (const std::size_t plus = rest.find('+'); plus != std::string_view::npos) {
      version_.build = rest.substr(plus + 1);
      rest = rest.substr(0, plus);
    }
    if (rest.empty()) return true;
    const bool parted = std::string_view("-._~").find(rest.front()) != std::string_view::npos;
    if (parted) rest.remove_prefix(1);
    const std::size_t letters = LettersAt(rest, 0);
    const std::string word = Lower(rest.substr(0, letters));
    if (!parted) return GluedSuffix(rest, word);
    if (rest.empty() || !(IsLetter(rest.front()) || IsDigit(rest.front()))) return false;
    if (DigitsAt(rest, 0) == rest.size()) return version_.post = rest, true;
    if (IsOneOf(kFinalWords, word)) return version_.post = rest.substr(letters), true;
    if (IsOneOf(kPostWords, word)) return version_.post = rest, true;
    if (!PreRank(word) && version_.numbers.size() == 1) return false;
    version_.pre = rest;
    return true;
  }

  // "rc1", "b2", "w": letters right behind a number.
  bool GluedSuffix(std::string_view rest, std::string_view word) {
    const std::size_t digits = DigitsAt(rest, word.size());
    const bool whole = word.size() + digits == rest.size();
    const bool one_letter = word.size() == 1 && whole && digits == 0;
    const bool many_numbers = version_.numbers.size() >= 3;
    if (one_letter && (many_numbers || (version_.numbers.size() == 2 && !PreRank(word)))) {
      return version_.post = rest, true;  // OpenSSL's 1.1.1w
    }
    if (word.empty()) return false;
    const bool ends =
        whole || std::string_view("-._").find(rest[word.size() + digits]) != std::string_view::npos;
    if (!ends) return false;
    if (PreRank(word)) return version_.pre = rest, true;
    if (IsOneOf(kFinalWords, word)) return version_.post = rest.substr(word.size()), true;
    return IsOneOf(kPostWords, word) ? (version_.post = rest, true) : false;
  }

  // The last part of the prefix, without path: "nightly-" of "x/nightly-".
  [[nodiscard]] std::string_view NamePrefix() const {
    const std::string_view prefix = version_.prefix;
    const std::size_t slash = prefix.rfind('/');
    return slash == std::string_view::npos ? prefix : prefix.substr(slash + 1);
  }

  [[nodiscard]] std::string PreOfPrefix() const {
    const std::string name = Lower(NamePrefix());
    for (std::size_t at = 0; at < name.size();) {
      const std::size_t letters = LettersAt(name, at);
      const std::string_view word = std::string_view(name).substr(at, letters);
      if (IsOneOf(kPrePrefixes, word)) return std::string(word);
      at += letters + 1;
    }
    return {};
  }

  [[nodiscard]] bool AfterCounter() const {
    std::string name = Lower(NamePrefix());
    while (!name.empty() && !IsLetter(name.back())) name.pop_back();
    return IsOneOf(kCounters, name);
  }

  // A lone number counts only where it starts the name, or a part of it: "v4", "pkg-4", "pkg@v4".
  [[nodiscard]] bool AfterNothing() const {
    std::string_view name = NamePrefix();
    if (name.ends_with('v') || name.ends_with('V')) name.remove_suffix(1);
    return name.empty() || std::string_view("-_@").find(name.back()) != std::string_view::npos;
  }

  std::string_view tag_;
  std::size_t at_;
  Version version_;
};

// ---- Order ----

// A run of letters or of digits.
struct Run {
  bool is_number = false;
  std::string_view text;
};

std::vector<Run> RunsOf(std::string_view text) {
  std::vector<Run> runs;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t digits = DigitsAt(text, at);
    const std::size_t letters = digits == 0 ? LettersAt(text, at) : 0;
    if (digits + letters > 0) runs.push_back({digits > 0, text.substr(at, digits + letters)});
    at += std::max<std::size_t>(digits + letters, 1);
  }
  return runs;
}

// Any number of digits, as numbers.
std::strong_ordering CompareDigits(std::string_view a, std::string_view b) {
  a.remove_prefix(std::min(a.find_first_not_of('0'), a.size()));
  b.remove_prefix(std::min(b.find_first_not_of('0'), b.size()));
  if (a.size() != b.size()) return a.size() <=> b.size();
  return a.compare(b) <=> 0;
}

std::strong_ordering CompareRuns(std::string_view a, std::string_view b) {
  const std::vector<Run> x = RunsOf(a), y = RunsOf(b);
  for (std::size_t i = 0; i < std::min(x.size(), y.size()); ++i) {
    if (x[i].is_number != y[i].is_number) {
      return x[i].is_number ? std::strong_ordering::less : std::strong_ordering::greater;
    }
    const auto order = x[i].is_number ? CompareDigits(x[i].text, y[i].text)
                                      : Lower(x[i].text).compare(Lower(y[i].text)) <=> 0;
    if (order != 0) return order;
  }
  return x.size() <=> y.size();
}

// By what the first word means ("a" is "alpha"), then by what follows it; words
// whose place is not known are compared as SemVer does.
std::strong_ordering ComparePre(std::string_view a, std::string_view b) {
  const std::size_t x = LettersAt(a, 0), y = LettersAt(b, 0);
  const int rank = PreRank(Lower(a.substr(0, x))).value_or(kOtherRank);
  const int other = PreRank(Lower(b.substr(0, y))).value_or(kOtherRank);
  if (rank != other) return rank <=> other;
  return rank == kOtherRank ? CompareRuns(a, b) : CompareRuns(a.substr(x), b.substr(y));
}

// Where a part of a loose version stands: words of pre-releases, then nothing
// and 0, then words of what comes after, then 1, 2, 3 ...
enum class Standing { kPre, kZero, kPost, kNumber };

Standing StandingOf(const Run& run) {
  if (run.is_number) {
    return run.text.find_first_not_of('0') == std::string_view::npos ? Standing::kZero
                                                                     : Standing::kNumber;
  }
  const std::string word = Lower(run.text);
  if (IsOneOf(kPostWords, word)) return Standing::kPost;
  return IsOneOf(kFinalWords, word) ? Standing::kZero : Standing::kPre;
}

std::vector<Run> LooseRuns(std::string_view text) {
  text = Trim(text);
  if (text.starts_with('=')) text = Trim(text.substr(1));
  if (text.starts_with('v') || text.starts_with('V')) text.remove_prefix(1);
  return RunsOf(text.substr(0, text.find('+')));
}

// ---- Semantic Versioning ----

struct Semver {
  std::array<std::string_view, 3> numbers;
  std::vector<std::string_view> pre;
};

bool IsSemverNumber(std::string_view text) {
  return !text.empty() && DigitsAt(text, 0) == text.size() && (text.size() == 1 || text[0] != '0');
}

bool IsSemverIdentifier(std::string_view text, bool is_pre) {
  const bool plain = !text.empty() && std::ranges::all_of(text, [](char c) {
    return IsDigit(c) || IsLetter(c) || c == '-';
  });
  if (!plain) return false;
  return !is_pre || DigitsAt(text, 0) != text.size() || IsSemverNumber(text);
}

std::optional<Semver> ParseSemver(std::string_view text) {
  Semver version;
  if (const std::size_t plus = text.find('+'); plus != std::string_view::npos) {
    for (const auto part : Split(text.substr(plus + 1), '.')) {
      if (!IsSemverIdentifier(part, false)) return std::nullopt;
    }
    text = text.substr(0, plus);
  }
  if (const std::size_t dash = text.find('-'); dash != std::string_view::npos) {
    version.pre = Split(text.substr(dash + 1), '.');
    for (const auto part : version.pre) {
      if (!IsSemverIdentifier(part, true)) return std::nullopt;
    }
    text = text.substr(0, dash);
  }
  const auto numbers = Split(text, '.');
  if (numbers.size() != 3 || !std::ranges::all_of(numbers, IsSemverNumber)) return std::nullopt;
  std::ranges::copy(numbers, version.numbers.begin());
  return version;
}

std::strong_ordering CompareIdentifiers(std::string_view a, std::string_view b) {
  const bool x = DigitsAt(a, 0) == a.size(), y = DigitsAt(b, 0) == b.size();
  if (x != y) return x ? std::strong_ordering::less : std::strong_ordering::greater;
  return x ? CompareDigits(a, b) : a.compare(b) <=> 0;
}

}  // namespace

std::string Version::NumbersText() const {
  std::string dotted;
  for (const std::uint64_t number : numbers) {
    dotted += (dotted.empty() ? "" : ".") + std::to_string(number);
  }
  return dotted;
}

namespace {

// At a digit that goes on neither a number nor, behind a dot, a row of numbers.
bool StartsNumber(std::string_view tag, std::size_t at) {
  if (!IsDigit(tag[at]) || (at > 0 && IsDigit(tag[at - 1]))) return false;
  return at < 2 || tag[at - 1] != '.' || !IsDigit(tag[at - 2]);
}

}  // namespace

TagReading ReadTag(std::string_view tag) {
  if (tag.size() > kMaxTag) return {};
  for (std::size_t at = 0; at < tag.size(); ++at) {
    if (!StartsNumber(tag, at)) continue;
    if (auto reading = Reader(tag, at).Read()) return *std::move(reading);
  }
  const std::size_t slash = tag.rfind('/');
  const std::string name = Lower(slash == std::string_view::npos ? tag : tag.substr(slash + 1));
  return {IsOneOf(kMarkers, name) ? TagKind::kMarker : TagKind::kOther, {}};
}

std::optional<Version> ParseReleaseTag(std::string_view tag) {
  TagReading reading = ReadTag(tag);
  const bool is_release = reading.kind == TagKind::kRelease || reading.kind == TagKind::kPreRelease;
  return is_release ? std::optional(std::move(reading.version)) : std::nullopt;
}

std::strong_ordering CompareVersions(const Version& a, const Version& b) {
  for (std::size_t i = 0; i < std::max(a.numbers.size(), b.numbers.size()); ++i) {
    const std::uint64_t x = i < a.numbers.size() ? a.numbers[i] : 0;
    const std::uint64_t y = i < b.numbers.size() ? b.numbers[i] : 0;
    if (x != y) return x <=> y;
  }
  if (a.pre.empty() != b.pre.empty()) {
    return a.pre.empty() ? std::strong_ordering::greater : std::strong_ordering::less;
  }
  if (const auto order = ComparePre(a.pre, b.pre); order != 0) return order;
  return CompareRuns(a.post, b.post);
}

std::strong_ordering CompareLoose(std::string_view a, std::string_view b) {
  const std::vector<Run> x = LooseRuns(a), y = LooseRuns(b);
  const Run nothing{true, "0"};
  for (std::size_t i = 0; i < std::max(x.size(), y.size()); ++i) {
    const Run& p = i < x.size() ? x[i] : nothing;
    const Run& q = i < y.size() ? y[i] : nothing;
    const Standing standing = StandingOf(p);
    if (const auto order = standing <=> StandingOf(q); order != 0) return order;
    if (standing == Standing::kZero) continue;
    const auto order = standing == Standing::kNumber ? CompareDigits(p.text, q.text)
                                                     : Lower(p.text).compare(Lower(q.text)) <=> 0;
    if (order != 0) return order;
  }
  return std::strong_ordering::equal;
}

bool IsSemver(std::string_view text) { return ParseSemver(text).has_value(); }

std::optional<std::strong_ordering> CompareSemver(std::string_view a, std::string_view b) {
  const auto x = ParseSemver(a), y = ParseSemver(b);
  if (!x || !y) return std::nullopt;
  for (std::size_t i = 0; i < 3; ++i) {
    const auto order = CompareDigits(x->numbers[i], y->numbers[i]);
    if (order != 0) return order;
  }
  if (x->pre.empty() != y->pre.empty()) {
    return x->pre.empty() ? std::strong_ordering::greater : std::strong_ordering::less;
  }
  for (std::size_t i = 0; i < std::min(x->pre.size(), y->pre.size()); ++i) {
    const auto order = CompareIdentifiers(x->pre[i], y->pre[i]);
    if (order != 0) return order;
  }
  return x->pre.size() <=> y->pre.size();
}

}  // namespace avouch::notation
