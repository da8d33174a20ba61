// SemVer 2.0.0 section 11, and the two orders that differ from it in one rule each: Pub's, where
// builds count (pub_semver), and NuGet's, with four numbers and labels without case.
//
// More is read than the strict grammar allows, as Go, npm and the registries' own tools do:
// "v1.2", "1.2.3.4", zeros in front of a number. Missing numbers are 0.

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "notation/version_key_parts.h"
#include "notation/version_words.h"

namespace avouch::notation {
namespace {

struct Parts {
  std::vector<std::string_view> numbers, pre, build;
};

bool IsIdentifier(std::string_view text) {
  return !text.empty() &&
         std::ranges::all_of(text, [](char c) { return IsDigit(c) || IsLetter(c) || c == '-'; });
}

// Takes "-a.b" or "+a.b" off the end of `text`. False when it is no row of identifiers.
bool TakeIdentifiers(std::string_view& text, char sign, std::vector<std::string_view>& out) {
  const std::size_t at = text.find(sign);
  if (at == text.npos) return true;
  out = Split(text.substr(at + 1), '.');
  text = text.substr(0, at);
  return std::ranges::all_of(out, IsIdentifier);
}

std::optional<Parts> Read(std::string_view text) {
  text = WithoutV(text);
  Parts parts;
  if (!TakeIdentifiers(text, '+', parts.build)) return std::nullopt;
  if (!TakeIdentifiers(text, '-', parts.pre)) return std::nullopt;
  parts.numbers = Split(text, '.');
  if (!std::ranges::all_of(parts.numbers, IsDigits)) return std::nullopt;
  return parts;
}

// Fewer identifiers < numbers < words.
void WriteIdentifiers(KeyWriter& key, const std::vector<std::string_view>& all) {
  for (const std::string_view one : all) {
    key.Rank(IsDigits(one) ? 1 : 2);
    IsDigits(one) ? key.Number(one) : key.Word(one);
  }
  key.Rank(0);
}

KeyWriter Write(Parts& parts) {
  KeyWriter key;
  while (!parts.numbers.empty() && IsZero(parts.numbers.back())) parts.numbers.pop_back();
  for (const std::string_view number : parts.numbers) {
    key.Rank(3);
    key.Number(number);
  }
  key.Rank(parts.pre.empty() ? 2 : 1);
  if (!parts.pre.empty()) WriteIdentifiers(key, parts.pre);
  return key;
}

}  // namespace

Key SemverKey(std::string_view version) {
  auto parts = Read(version);
  if (!parts) return std::nullopt;
  return Write(*parts).Take();
}

Key PubKey(std::string_view version) {
  auto parts = Read(version);
  if (!parts) return std::nullopt;
  KeyWriter key = Write(*parts);
  key.Rank(parts->build.empty() ? 0 : 1);
  if (!parts->build.empty()) WriteIdentifiers(key, parts->build);
  return key.Take();
}

Key NugetKey(std::string_view version) {
  const std::string lower = Lower(version);
  auto parts = Read(lower);
  if (!parts || parts->numbers.size() > 4) return std::nullopt;
  return Write(*parts).Take();
}

}  // namespace avouch::notation
