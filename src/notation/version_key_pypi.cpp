// PEP 440, section "Summary of permitted suffixes and relative ordering", read with all the
// spellings of its appendix B; and, before all of those, what setuptools called legacy
// versions, in the order it gave them, as old releases on PyPI still bear such names.

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"
#include "notation/version_key_parts.h"
#include "notation/version_pypi.h"
#include "notation/version_words.h"

namespace avouch::notation {
namespace {

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  std::optional<PypiVersion> Read() {
    PypiVersion out;
    if (rest_.starts_with('v')) rest_.remove_prefix(1);
    out.epoch = Digits();
    if (out.epoch.empty()) return std::nullopt;
    if (Take("!")) {
      out.release.push_back(Digits());
    } else {
      std::swap(out.epoch, out.release.emplace_back());
    }
    while (rest_.size() > 1 && rest_[0] == '.' && IsDigit(rest_[1])) {
      rest_.remove_prefix(1);
      out.release.push_back(Digits());
    }
    if (out.release[0].empty()) return std::nullopt;
    Pre(out);
    Post(out);
    if (TakeWord("dev")) out.dev = AfterWord();
    if (!Local(out) || !rest_.empty()) return std::nullopt;
    return out;
  }

 private:
  bool Take(std::string_view text) {
    if (!rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }
  std::string_view Digits() {
    const std::string_view digits = rest_.substr(0, DigitsAt(rest_, 0));
    rest_.remove_prefix(digits.size());
    return digits;
  }
  static bool IsSeparator(char c) { return c == '-' || c == '_' || c == '.'; }

  // "rc", "-rc", ".rc": a word, with or without a separator.
  bool TakeWord(std::string_view word) {
    const bool parted = !rest_.empty() && IsSeparator(rest_[0]);
    if (!rest_.substr(parted).starts_with(word)) return false;
    rest_.remove_prefix(word.size() + parted);
    return true;
  }
  // The number behind a word; "0" where there is none.
  std::string_view AfterWord() {
    if (!rest_.empty() && IsSeparator(rest_[0])) rest_.remove_prefix(1);
    const std::string_view digits = Digits();
    return digits.empty() ? "0" : digits;
  }

  void Pre(PypiVersion& out) {
    constexpr struct {
      std::string_view word;
      char letter;
    } kWords[] = {{"alpha", 'a'},   {"a", 'a'},   {"beta", 'b'}, {"b", 'b'},
                  {"preview", 'c'}, {"pre", 'c'}, {"rc", 'c'},   {"c", 'c'}};
    for (const auto& [word, letter] : kWords) {
      if (!TakeWord(word)) continue;
      out.pre_letter = letter;
      out.pre = AfterWord();
      return;
    }
  }
  void Post(PypiVersion& out) {
    if (rest_.size() > 1 && rest_[0] == '-' && IsDigit(rest_[1])) {
      rest_.remove_prefix(1);
      out.post = Digits();
      return;
    }
    for (const std::string_view word : {"post", "rev", "r"}) {
      if (!TakeWord(word)) continue;
      out.post = AfterWord();
      return;
    }
  }
  bool Local(PypiVersion& out) {
    if (!Take("+")) return true;
    std::size_t from = 0;
    for (std::size_t at = 0; at <= rest_.size(); ++at) {
      if (at < rest_.size() && !IsSeparator(rest_[at])) {
        if (!IsDigit(rest_[at]) && !IsLetter(rest_[at])) return false;
        continue;
      }
      if (at == from) return false;
      out.local.push_back(rest_.substr(from, at - from));
      from = at + 1;
    }
    rest_ = {};
    return true;
  }

  std::string_view rest_;
};

// Parts of digits and of letters, each with what setuptools made of it.
std::vector<std::string> LegacyParts(std::string_view text) {
  std::vector<std::string> out;
  const auto add = [&out](std::string part) {
    if (part < "*final" && part[0] == '*') {
      while (!out.empty() && out.back() == "*final-") out.pop_back();
    }
    while (part[0] == '*' && !out.empty() && out.back() == "00000000") out.pop_back();
    out.push_back(std::move(part));
  };
  for (std::size_t at = 0; at < text.size();) {
    std::size_t size = std::max(DigitsAt(text, at), LettersAt(text, at));
    const bool known = size > 0 || text[at] == '.' || text[at] == '-';
    if (!known) {  // What stands between parts is a part too.
      const std::size_t end = text.find_first_of("0123456789abcdefghijklmnopqrstuvwxyz.-", at);
      size = std::min(end, text.size()) - at;
    }
    std::string part(text.substr(at, std::max<std::size_t>(size, 1)));
    at += part.size();
    if (part == ".") continue;
    if (IsDigit(part[0])) {
      add(std::string(8 - std::min<std::size_t>(part.size(), 8), '0') + part);
      continue;
    }
    if (part == "pre" || part == "preview" || part == "rc") part = "c";
    if (part == "-") part = "final-";
    if (part == "dev") part = "@";
    add("*" + part);
  }
  add("*final");
  return out;
}

Bytes LegacyKey(std::string_view text) {
  KeyWriter key;
  key.Rank(0);
  for (const std::string& part : LegacyParts(text)) {
    key.Rank(1);
    key.Word(part);
  }
  key.Rank(0);
  return key.Take();
}

}  // namespace

std::optional<PypiVersion> ReadPypi(std::string_view lower) { return Reader(lower).Read(); }

void WritePypi(const PypiVersion& version, KeyWriter& key) {
  key.Rank(1);
  key.Number(version.epoch);
  std::size_t size = version.release.size();
  while (size > 0 && IsZero(version.release[size - 1])) --size;
  for (std::size_t i = 0; i < size; ++i) {
    key.Rank(1);
    key.Number(version.release[i]);
  }
  key.Rank(0);
  // 1.0.dev1 is before 1.0a1: nothing but "dev" ranks below every pre-release.
  if (version.pre_letter != '\0') {
    key.Rank(version.pre_letter);
    key.Number(version.pre);
  } else {
    key.Rank(version.post.empty() && !version.dev.empty() ? 1 : 0x7f);
  }
  key.Rank(version.post.empty() ? 0 : 1);
  if (!version.post.empty()) key.Number(version.post);
  key.Rank(version.dev.empty() ? 2 : 1);
  if (!version.dev.empty()) key.Number(version.dev);
  for (const std::string_view part : version.local) {
    key.Rank(IsDigits(part) ? 2 : 1);
    IsDigits(part) ? key.Number(part) : key.Word(part);
  }
  key.Rank(0);
}

Key PypiKey(std::string_view version) {
  const std::string lower = Lower(version);
  const auto parts = ReadPypi(lower);
  if (!parts) return LegacyKey(lower);
  KeyWriter key;
  WritePypi(*parts, key);
  return key.Take();
}

}  // namespace avouch::notation
