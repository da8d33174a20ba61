#include "notation/version_key_parts.h"

#include <algorithm>

#include "base/text.h"
#include "notation/version_words.h"

namespace avouch::notation {

void KeyWriter::Count(std::size_t n) {
  if (n >= 0x80) Rank(static_cast<int>(0x80 | (n >> 8)));
  Rank(static_cast<int>(n & 0xff));
}

void KeyWriter::CountDown(std::size_t n) {
  const std::size_t from = key_.size();
  Count(n);
  for (std::size_t i = from; i < key_.size(); ++i) key_[i] = static_cast<char>(~key_[i]);
}

void KeyWriter::Number(std::string_view digits) {
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
  Count(digits.size());
  key_ += digits;
}

void ZeroRuns::Below() {
  key_.Rank(1);
  key_.Count(zeros_);
  zeros_ = 0;
}

void ZeroRuns::Above() {
  key_.Rank(3);
  key_.CountDown(zeros_);
  zeros_ = 0;
}

bool IsZero(std::string_view digits) { return digits.find_first_not_of('0') == digits.npos; }

bool IsDigits(std::string_view text) { return !text.empty() && DigitsAt(text, 0) == text.size(); }

std::string_view WithoutV(std::string_view text) {
  const bool has = text.size() > 1 && (text[0] == 'v' || text[0] == 'V') && IsDigit(text[1]);
  return has ? text.substr(1) : text;
}

// As CompareLoose has it: words of pre-releases, then 0 and words for "final", then words of
// what comes after, then 1, 2, 3 ... A version has a digit; "latest" is none.
Key GenericKey(std::string_view version) {
  if (version.starts_with('=')) version.remove_prefix(1);
  if (version.starts_with('v') || version.starts_with('V')) version.remove_prefix(1);
  version = version.substr(0, version.find('+'));
  if (version.find_first_of("0123456789") == version.npos) return std::nullopt;
  KeyWriter key;
  ZeroRuns runs(key);
  for (std::size_t at = 0; at < version.size();) {
    const std::size_t digits = DigitsAt(version, at), letters = LettersAt(version, at);
    const std::string_view run = version.substr(at, digits + letters);
    const std::string word = Lower(run);
    at += std::max<std::size_t>(run.size(), 1);
    if (run.empty()) continue;
    if (digits > 0 ? IsZero(run) : IsOneOf(FinalWords(), word)) {
      runs.Zero();
    } else if (digits > 0) {
      runs.Above();
      key.Rank(2);
      key.Number(run);
    } else if (IsOneOf(PostWords(), word)) {
      runs.Above();
      key.Rank(1);
      key.Word(word);
    } else {
      runs.Below();
      key.Word(word);
    }
  }
  runs.End();
  return key.Take();
}

}  // namespace avouch::notation
