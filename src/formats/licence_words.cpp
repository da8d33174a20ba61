#include "formats/licence_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "crypto/hash.h"

namespace avouch::formats {
namespace {

constexpr std::size_t kMaxNotice = 40;  // Words of one line of a copyright notice
constexpr std::size_t kMaxTitle = 12;   // Words of a title
constexpr std::uint64_t kBase = 0x9E3779B97F4A7C15ULL;

// In order.
constexpr auto kTelling = std::to_array<std::string_view>(
    {"academic",      "agree",        "any",         "cannot",      "commercial",   "commercially",
     "condition",     "conditions",   "consent",     "copies",      "copy",         "distribute",
     "distributed",   "distribution", "educational", "ethical",     "evaluation",   "evil",
     "except",        "exclude",      "excluding",   "fee",         "fees",         "forbidden",
     "grant",         "granted",      "if",          "limit",       "limited",      "may",
     "military",      "modify",       "must",        "never",       "no",           "non",
     "noncommercial", "nonprofit",    "not",         "obtain",      "only",         "patent",
     "patents",       "pay",          "payment",     "permission",  "permitted",    "personal",
     "prior",         "private",      "prohibited",  "proprietary", "provided",     "require",
     "required",      "requires",     "restricted",  "restriction", "restrictions", "royalty",
     "sale",          "sell",         "shall",       "should",      "sublicense",   "unless",
     "use",           "used",         "uses",        "using",       "when",         "will",
     "without",       "written",      "you"});
static_assert(std::ranges::is_sorted(kTelling));

constexpr auto kSpellings = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"acknowledgement", "acknowledgment"},
    {"authorised", "authorized"},
    {"favour", "favor"},
    {"fulfil", "fulfill"},
    {"https", "http"},
    {"initialisation", "initialization"},
    {"judgement", "judgment"},
    {"licence", "license"},
    {"licenced", "licensed"},
    {"licences", "licenses"},
    {"organisation", "organization"},
    {"organisations", "organizations"},
    {"recognised", "recognized"},
    {"sublicence", "sublicense"},
    {"whilst", "while"},
});

bool IsPlain(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// Bytes at `at` that are a quote, dash, sign or space beyond ASCII; 0 for a letter.
std::size_t SignAt(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
  };
  if (byte(at) == 0xC2 && byte(at + 1) >= 0x80 && byte(at + 1) <= 0xBF) return 2;
  if (byte(at) == 0xE2 && byte(at + 1) >= 0x80 && byte(at + 1) <= 0x9F) return 3;
  if (byte(at) == 0xEF && byte(at + 1) == 0xBB && byte(at + 2) == 0xBF) return 3;
  return 0;
}

bool IsMark(std::string_view word) {
  return word.size() == 1 ||
         (word.size() <= 4 && (word.find_first_not_of("0123456789") == word.npos ||
                               word.find_first_not_of("ivx") == word.npos));
}

// Without "(1)", "a)" and "(iv)", which stand at the start of a line in one copy and inside it in
// another.
std::vector<std::string> WordsIn(std::string_view line) {
  std::vector<std::string> out;
  bool inside = false;
  for (std::size_t at = 0; at < line.size();) {
    const char c = line[at];
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    const std::size_t sign = static_cast<unsigned char>(c) >= 0x80 ? SignAt(line, at) : 0;
    const bool letter = IsPlain(lower) || (static_cast<unsigned char>(c) >= 0x80 && sign == 0);
    if (letter && !inside) out.emplace_back();
    if (letter) out.back() += lower;
    if (!letter && inside && c == ')' && IsMark(out.back())) out.pop_back();
    inside = letter;
    at += std::max<std::size_t>(sign, 1);
  }
  for (auto& word : out) {
    const auto* found = std::ranges::lower_bound(kSpellings, std::string_view(word), {},
                                                 [](const auto& pair) { return pair.first; });
    if (found != kSpellings.end() && found->first == word) word = found->second;
  }
  return out;
}

// "1.", "1.2)", "(a)", "iv.", "3.1", "2 Use", "*" and "-" before a space at the start.
std::string_view WithoutBullet(std::string_view line) {
  line.remove_prefix(std::min(line.find_first_not_of(" \t\r*#/;|-"), line.size()));
  std::size_t at = line.starts_with('(') ? 1 : 0;
  const std::size_t first = at;
  while (at < line.size() && at - first < 6 &&
         (IsPlain(line[at]) || (line[at] >= 'A' && line[at] <= 'Z') ||
          (line[at] == '.' && at > first && at + 1 < line.size() && IsPlain(line[at + 1]))))
    ++at;
  const std::string_view mark = line.substr(first, at - first);
  if (mark.empty() || at == line.size()) return line;
  const bool number = mark.find_first_not_of("0123456789.") == mark.npos;
  const bool roman = mark.find_first_not_of("ivxIVX") == mark.npos;
  if (!number && !roman && mark.size() != 1) return line;
  if (line[at] == '.' || line[at] == ')') {
    const bool ends = at + 1 == line.size() || line[at + 1] == ' ' || line[at + 1] == '\t';
    return ends ? line.substr(at + 1) : line;
  }
  // "3.1 If" and "2 Use", but not "2 or later".
  const bool capital = at + 1 < line.size() && line[at + 1] >= 'A' && line[at + 1] <= 'Z';
  return number && line[at] == ' ' && capital ? line.substr(at + 1) : line;
}

// A list may begin below this line.
bool EndsThere(std::string_view line) {
  constexpr std::size_t kFull = 45;  // Bytes; a shorter line is broken off for a reason
  return line.size() < kFull || std::string_view(".;:,)*\"'").contains(line.back()) ||
         line.ends_with(" or") || line.ends_with(" and");
}

// "1998", and what stands for one in a form.
bool IsYear(std::string_view word) {
  if (word == "year" || word == "yyyy" || word == "years") return true;
  return word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) &&
         word.find_first_not_of("0123456789") == word.npos;
}

// "Copyright Jane Doe", but neither "copyright law" nor "COPYRIGHT OWNER", which go on from the
// line above.
bool NamesHolder(std::string_view line) {
  constexpr std::string_view kStart = "Copyright ";
  return line.starts_with(kStart) && line.size() > kStart.size() && line[kStart.size()] >= 'A' &&
         line[kStart.size()] <= 'Z';
}

// "Copyright (c) 1998 Jane Doe", "(c) 2001-2003 Tea Ltd", and nothing else.
bool IsNotice(std::string_view line, const std::vector<std::string>& words) {
  line.remove_prefix(std::min(line.find_first_not_of(" \t*#/;"), line.size()));
  if (words.empty() || words.size() > kMaxNotice || !std::ranges::all_of(words, IsHarmless))
    return false;
  const bool sign = ContainsIgnoreCase(line.substr(0, 40), "(c)") || line.find("\xC2\xA9") < 40;
  const bool year = std::ranges::any_of(words, IsYear);
  if (line.starts_with("\xC2\xA9") || (line.substr(0, 3) == "(c)" && year)) return true;
  if (words[0] != "copyright" && words[0] != "copyrights" && words[0] != "portions") return false;
  return sign || year || (NamesHolder(line) && words.size() <= kMaxTitle);
}

// "The MIT License (MIT)", "Version 2.0", an SPDX tag.
bool IsTitle(const std::vector<std::string>& words) {
  return std::ranges::all_of(words, IsHarmless) &&
         (words.empty() || words[0] == "version" ||
          std::ranges::any_of(words, [](const auto& word) { return word.starts_with("licens"); }));
}

// Takes "all rights reserved" out of the words of one line.
void DropReserved(std::vector<std::string>& words) {
  for (std::size_t i = 0; i + 3 <= words.size();)
    if (words[i] == "all" && words[i + 1] == "rights" && words[i + 2] == "reserved")
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(i),
                  words.begin() + static_cast<std::ptrdiff_t>(i) + 3);
    else
      ++i;
}

std::uint64_t HashOfWord(std::string_view word) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return hash | 1;
}

}  // namespace

bool IsHarmless(std::string_view word) {
  return word.size() < 40 && !std::ranges::binary_search(kTelling, word);
}

std::string_view LicenceWords::Part(std::size_t first, std::size_t count) const {
  if (count == 0) return {};
  const std::size_t begin = begins[first], end = begins[first + count];
  return std::string_view(text).substr(begin, end - begin - 1);
}

std::uint32_t LicenceWords::Hash(std::size_t first, std::size_t count) const {
  const std::uint64_t hash = hashes[first + count] - hashes[first] * powers_[count];
  return static_cast<std::uint32_t>((hash ^ hash >> 29) * kBase >> 32);
}

std::string LicenceWords::Digest(std::size_t first, std::size_t count) const {
  return crypto::Sha256Of(Part(first, count)).hex().substr(0, 16);
}

LicenceWords WordsOfLicence(std::string_view text) {
  LicenceWords out;
  out.begins.push_back(0);
  out.hashes.push_back(0);
  out.powers_.push_back(1);
  std::string_view above;  // The line before
  bool notice = false;     // It is a copyright notice
  bool head = true;        // Nothing but titles and notices so far
  for (const std::string_view raw : Lines(text)) {
    auto words = WordsIn(raw);  // "(c) 1998" is a notice, "(c) You may" the third of a list
    DropReserved(words);
    const bool goes_on = notice && above.ends_with(',') && words.size() <= kMaxTitle &&
                         std::ranges::all_of(words, IsHarmless);
    notice = goes_on || IsNotice(raw, words);
    if (notice) {
      above = Trim(raw);
      continue;
    }
    const std::string_view before = std::exchange(above, Trim(raw));
    if (!EndsThere(before)) {
      // Nothing is counted in the middle of a sentence: "under section / 7. This".
    } else if (const std::string_view line = WithoutBullet(raw); line.size() != raw.size()) {
      words = WordsIn(line);
      DropReserved(words);
    }
    for (const auto& word : words) {
      out.text += word;
      out.text += ' ';
      out.begins.push_back(static_cast<std::uint32_t>(out.text.size()));
      out.hashes.push_back(out.hashes.back() * kBase + HashOfWord(word));
      out.powers_.push_back(out.powers_.back() * kBase);
    }
    head = head && out.size() <= kMaxTitle && IsTitle(words);
    if (head && !words.empty()) out.titles.push_back(static_cast<std::uint32_t>(out.size()));
  }
  return out;
}

}  // namespace avouch::formats
