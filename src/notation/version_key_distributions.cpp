// Orders of the distributions' package managers: dpkg (deb-version(7)), rpm (rpm-version(7))
// and apk (apk-package(5)).

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/text.h"
#include "notation/version_key_parts.h"
#include "notation/version_words.h"

namespace avouch::notation {
namespace {

// ---- dpkg ----

// '~' < the end of a part without digits < letters < other characters.
constexpr int kTilde = 1, kPartEnd = 2;

// Pairs of a part without digits and a number, the last of them without end ("" and 0).
void WriteDebianPart(KeyWriter& key, std::string_view text) {
  bool first = true;
  for (std::size_t at = 0; at < text.size() || first; first = false) {
    for (; at < text.size() && !IsDigit(text[at]); ++at) {
      if (text[at] == '~') {
        key.Rank(kTilde);
      } else {
        key.Rank(static_cast<unsigned char>(text[at]) + (IsLetter(text[at]) ? 0 : 0x80));
      }
    }
    const std::size_t digits = DigitsAt(text, at);
    key.Rank(kPartEnd);
    key.Number(text.substr(at, digits));
    at += digits;
  }
  key.Rank(kPartEnd);
}

bool IsDebianCharacter(char c) {
  return IsDigit(c) || IsLetter(c) || std::string_view(".+-~:").find(c) != std::string_view::npos;
}

// ---- apk ----

// In the order that apk gives them: what has the later one at the first difference is older.
enum class Token : std::uint8_t {
  kFirst,
  kDigits,
  kLetter,
  kSuffix,
  kSuffixNumber,
  kHash,
  kRevision,
  kEnd,
  kInvalid,
};

class AlpineReader {
 public:
  explicit AlpineReader(std::string_view text) : rest_(text) {}

  Bytes Read() {
    WriteDigits(Token::kFirst);
    while (token_ != Token::kEnd && token_ != Token::kInvalid) Next();
    return key_.Take();
  }

 private:
  void Start(Token token) {
    token_ = token;
    key_.Rank(10 - static_cast<int>(token));
    if (token == Token::kInvalid) key_.Rank(0);
  }
  std::string_view Take(std::size_t size) {
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(taken.size());
    return taken;
  }

  void WriteDigits(Token token) {
    const std::string_view digits = Take(DigitsAt(rest_, 0));
    if (digits.empty()) return Start(Token::kInvalid);
    Start(token);
    if (token != Token::kDigits) return key_.Number(digits);
    // With a zero in front, behind a full stop: a fraction, compared as text.
    key_.Rank(digits[0] == '0' ? 1 : 2);
    digits[0] == '0' ? key_.Word(digits) : key_.Number(digits);
  }

  // "6.6p1" is no version to apk 3, which then calls all such equal; apk 2 compared the number,
  // and packages of its time are named so. Within what is equal to apk 3 the number decides.
  void WriteNumberOfLetter() {
    key_.Rank(10 - static_cast<int>(Token::kInvalid));
    key_.Rank(1);
    key_.Number(Take(DigitsAt(rest_, 0)));
    token_ = Token::kLetter;
  }

  void WriteSuffix() {
    constexpr std::array<std::string_view, 9> kSuffixes = {"alpha", "beta", "pre", "rc", "cvs",
                                                           "svn",   "git",  "hg",  "p"};
    constexpr int kFirstAfterRelease = 4;
    std::size_t size = 0;
    while (size < rest_.size() && rest_[size] >= 'a' && rest_[size] <= 'z') ++size;
    const auto* found = std::ranges::find(kSuffixes, Take(size));
    if (found == kSuffixes.end()) return Start(Token::kInvalid);
    const int place = static_cast<int>(found - kSuffixes.begin());
    if (place < kFirstAfterRelease) {  // Below everything, the end included
      token_ = Token::kSuffix;
      key_.Rank(1);
    } else {
      Start(Token::kSuffix);
    }
    key_.Rank(place);
  }

  void WriteHash() {
    std::size_t size = 0;
    while (size < rest_.size() &&
           (IsDigit(rest_[size]) || (rest_[size] >= 'a' && rest_[size] <= 'f'))) {
      ++size;
    }
    if (size == 0) return Start(Token::kInvalid);
    Start(Token::kHash);
    key_.Word(Take(size));
  }

  void Next() {
    if (rest_.empty()) return Start(Token::kEnd);
    const char c = rest_[0];
    const bool in_numbers = token_ <= Token::kDigits;
    if (c >= 'a' && c <= 'z' && in_numbers) {
      Start(Token::kLetter);
      return key_.Word(Take(1));
    }
    if (IsDigit(c) && token_ == Token::kLetter) return WriteNumberOfLetter();
    if (c == '.' && in_numbers) return Take(1), WriteDigits(Token::kDigits);
    if (IsDigit(c) && token_ == Token::kSuffix) return WriteDigits(Token::kSuffixNumber);
    if (c == '_' && token_ <= Token::kSuffixNumber) return Take(1), WriteSuffix();
    if (c == '~' && token_ < Token::kHash) return Take(1), WriteHash();
    if (rest_.starts_with("-r") && token_ < Token::kRevision) {
      return Take(2), WriteDigits(Token::kRevision);
    }
    Start(Token::kInvalid);
  }

  std::string_view rest_;
  KeyWriter key_;
  Token token_ = Token::kFirst;
};

// ---- rpm ----

// '~' < the end < '^' < letters < digits; all else only parts them.
void WriteRpmPart(KeyWriter& key, std::string_view text) {
  constexpr int kBefore = 1, kEnd = 2, kAfter = 3, kLetters = 4, kDigits = 5;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t digits = DigitsAt(text, at), letters = LettersAt(text, at);
    const std::string_view part = text.substr(at, digits + letters);
    if (text[at] == '~') key.Rank(kBefore);
    if (text[at] == '^') key.Rank(kAfter);
    if (digits > 0) {
      key.Rank(kDigits);
      key.Number(part);
    } else if (letters > 0) {
      key.Rank(kLetters);
      key.Word(part);
    }
    at += std::max<std::size_t>(part.size(), 1);
  }
  key.Rank(kEnd);
}

// Takes "12:" off the front; "" without it.
std::string_view TakeEpoch(std::string_view& text) {
  const std::size_t digits = DigitsAt(text, 0);
  if (digits >= text.size() || text[digits] != ':') return {};
  const std::string_view epoch = text.substr(0, digits);
  text.remove_prefix(digits + 1);
  return epoch;
}

}  // namespace

Key DebianKey(std::string_view version) {
  if (!std::ranges::all_of(version, IsDebianCharacter)) return std::nullopt;
  KeyWriter key;
  key.Number(TakeEpoch(version));
  if (version.empty() || !IsDigit(version[0])) return std::nullopt;
  const std::size_t dash = version.rfind('-');
  WriteDebianPart(key, version.substr(0, dash));
  WriteDebianPart(key, dash == version.npos ? "" : version.substr(dash + 1));
  return key.Take();
}

Key AlpineKey(std::string_view version) {
  if (!IsDigit(version[0])) return std::nullopt;
  return AlpineReader(version).Read();
}

Key RpmKey(std::string_view version) {
  KeyWriter key;
  key.Number(TakeEpoch(version));
  const std::size_t dash = version.rfind('-');
  WriteRpmPart(key, version.substr(0, dash));
  WriteRpmPart(key, dash == version.npos ? "" : version.substr(dash + 1));
  return key.Take();
}

}  // namespace avouch::notation
