#include "notation/version.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <utility>

#include "base/text.h"
#include "notation/version_words.h"

namespace avouch::notation {
namespace {

constexpr std::size_t kMaxNumbers = 8;
constexpr std::size_t kMaxTag = 250;  // Longer names are no versions anybody reads.

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
    if (IsOneOf(FinalWords(), word)) return version_.post = rest.substr(letters), true;
    if (IsOneOf(PostWords(), word)) return version_.post = rest, true;
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
    if (IsOneOf(FinalWords(), word)) return version_.post = rest.substr(word.size()), true;
    return IsOneOf(PostWords(), word) ? (version_.post = rest, true) : false;
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
      if (IsOneOf(PrePrefixes(), word)) return std::string(word);
      at += letters + 1;
    }
    return {};
  }

  [[nodiscard]] bool AfterCounter() const {
    std::string name = Lower(NamePrefix());
    while (!name.empty() && !IsLetter(name.back())) name.pop_back();
    return IsOneOf(Counters(), name);
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
  return {IsOneOf(Markers(), name) ? TagKind::kMarker : TagKind::kOther, {}};
}

std::optional<Version> ParseReleaseTag(std::string_view tag) {
  TagReading reading = ReadTag(tag);
  const bool is_release = reading.kind == TagKind::kRelease || reading.kind == TagKind::kPreRelease;
  return is_release ? std::optional(std::move(reading.version)) : std::nullopt;
}

}  // namespace avouch::notation
