#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"
#include "notation/version.h"
#include "notation/version_words.h"

namespace avouch::notation {
namespace {

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
  if (IsOneOf(PostWords(), word)) return Standing::kPost;
  return IsOneOf(FinalWords(), word) ? Standing::kZero : Standing::kPre;
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
