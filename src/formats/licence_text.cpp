#include "formats/licence_text.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"
#include "formats/licence_words.h"
#include "notation/licence_ids.h"

namespace avouch::formats {
namespace {

using Positions = std::vector<std::uint32_t>;  // In words; ascending, each once

std::uint32_t HexNumber(std::string_view text) {
  std::uint32_t out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out, 16);
  return out;
}

// Which rows have a passage in their sample.
class Samples {
 public:
  Samples() {
    const auto rows = LicenceRows();
    sizes_.resize(rows.size());
    for (std::size_t row = 0; row < rows.size(); ++row)
      for (std::string_view rest = rows[row].sample; rest.size() >= 8; rest.remove_prefix(8)) {
        by_hash_[HexNumber(rest.substr(0, 8))].push_back(static_cast<std::uint16_t>(row));
        ++sizes_[row];
      }
  }

  // How many of each row's passages are in the text.
  [[nodiscard]] std::vector<int> In(const LicenceWords& words) const {
    std::vector<int> out(sizes_.size());
    std::unordered_set<std::uint32_t> seen;
    for (std::size_t at = 0; at + kPassage <= words.size(); ++at) {
      const std::uint32_t hash = words.Hash(at, kPassage);
      const auto found = by_hash_.find(hash);
      if (found == by_hash_.end() || !seen.insert(hash).second) continue;
      for (const auto row : found->second) ++out[row];
    }
    return out;
  }
  [[nodiscard]] int SizeOf(std::size_t row) const { return sizes_[row]; }

 private:
  std::unordered_map<std::uint32_t, std::vector<std::uint16_t>> by_hash_;
  std::vector<int> sizes_;
};

// Walks a shape over a text, from every position that it may have come to at once.
class Walk {
 public:
  explicit Walk(const LicenceWords& words) : words_(words) {}

  [[nodiscard]] bool Is(std::string_view shape) {
    tokens_ = Words(shape);
    at_ = 0;
    Positions from = {0};
    from.insert(from.end(), words_.titles.begin(), words_.titles.end());
    const Positions ends = Sequence(std::move(from));
    return !ends.empty() && ends.back() == words_.size();
  }

 private:
  // Up to what closes it: ")", "|", "]" or the end.
  Positions Sequence(Positions from) {
    while (at_ < tokens_.size()) {
      const std::string_view token = tokens_[at_];
      if (token == ")" || token == "|" || token == "]") return from;
      ++at_;
      if (token == "v" || token == "c") {
        from = Gap(from, token == "c");
      } else if (token == "(") {
        Add(Sequence(from), from);
        ++at_;
      } else if (token == "[") {
        Positions all;
        do Add(Sequence(from), all);
        while (at_ < tokens_.size() && tokens_[at_++] == "|");
        from = std::move(all);
      } else {
        from = Fixed(token, from);
      }
    }
    return from;
  }

  static void Add(const Positions& more, Positions& out) {
    out.insert(out.end(), more.begin(), more.end());
    std::ranges::sort(out);
    out.erase(std::ranges::unique(out).begin(), out.end());
  }

  // A notice, where one is asked for, begins as notices do.
  [[nodiscard]] bool IsNoticeAt(std::size_t at) const {
    if (at == words_.size()) return false;
    const std::string_view word = words_.Word(at);
    return word == "copyright" || word == "portions" || word == "c";
  }

  [[nodiscard]] Positions Gap(const Positions& from, bool notice) const {
    Positions out;
    std::size_t done = 0;  // Up to here every position that can be reached is in
    for (const std::uint32_t start : from) {
      for (std::size_t at = start; at <= words_.size() && at <= start + kMaxGap; ++at) {
        if (at > start && (!IsHarmless(words_.Word(at - 1)) || (notice && !IsNoticeAt(start))))
          break;
        if (at < done) continue;
        out.push_back(static_cast<std::uint32_t>(at));
        done = at + 1;
      }
    }
    return out;
  }

  [[nodiscard]] Positions Fixed(std::string_view token, const Positions& from) const {
    const std::size_t colon = token.find(':');
    std::size_t count = 0;
    std::from_chars(token.data(), token.data() + colon, count);
    const std::uint32_t hash = HexNumber(token.substr(colon + 1, 8));
    const std::string_view digest = token.substr(colon + 10);
    Positions out;
    for (const std::uint32_t at : from)
      if (at + count <= words_.size() && words_.Hash(at, count) == hash &&
          words_.Digest(at, count) == digest)
        out.push_back(static_cast<std::uint32_t>(at + count));
    return out;
  }

  const LicenceWords& words_;
  std::vector<std::string_view> tokens_;
  std::size_t at_ = 0;
};

// Words that a shape names: of two licences that a text is, the one that comes nearer to it.
std::size_t NamedWords(std::string_view shape) {
  std::size_t out = 0;
  for (const auto token : Words(shape)) {
    std::size_t count = 0;
    std::from_chars(token.data(), token.data() + token.size(), count);
    out += count;
  }
  return out;
}

// Two licences whose texts differ in so many words are told apart by nothing else.
constexpr long long kSameText = 12;

struct Candidate {
  bool whole = false;
  int shared = 0;       // Of a thousand passages; 0 of the whole text
  long long apart = 0;  // Words fewer or more than the licence has, as a negative number
  std::size_t row = 0;

  bool operator<(const Candidate& other) const {
    return std::tuple(whole, shared, apart, other.row) <
           std::tuple(other.whole, other.shared, other.apart, row);
  }
};

// One text serves "only" and "or later", with or without invariant sections: who grants it says
// which.
void AddWithTwins(const std::string& id, std::set<std::string>& out) {
  std::string stem = id;
  for (const std::string_view end : {"-or-later", "-only", "-no-invariants", "-invariants"})
    if (stem.ends_with(end)) stem.resize(stem.size() - end.size());
  out.insert(id);
  if (stem == id) return;
  for (const std::string_view middle : {"", "-no-invariants", "-invariants"})
    for (const std::string_view end : {"-only", "-or-later"})
      if (const std::string twin = stem + std::string(middle) + std::string(end);
          notation::FindLicenceId(twin))
        out.insert(twin);
}

}  // namespace

LicenceMatch MatchLicence(BytesView text) {
  static const Samples samples;
  LicenceMatch out;
  if (text.size() > kMaxLicenceFile) return out;
  const LicenceWords words = WordsOfLicence(text);
  const std::vector<int> shared = samples.In(words);
  Walk walk(words);
  const auto rows = LicenceRows();
  std::vector<Candidate> found;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const int size = samples.SizeOf(row);
    if (size == 0 || shared[row] == 0) continue;
    const bool whole = shared[row] == size && walk.Is(rows[row].shape);
    // Four fifths of a sample that is large enough to say anything.
    if (!whole && (size < 6 || shared[row] * 5 < size * 4)) continue;
    const std::size_t named = NamedWords(rows[row].shape), there = words.size();
    found.push_back({whole, whole ? 0 : shared[row] * 1000 / size,
                     -static_cast<long long>(named > there ? named - there : there - named), row});
  }
  if (found.empty()) return out;
  const Candidate best = *std::max_element(found.begin(), found.end());
  out.whole = best.whole;
  out.shared = shared[best.row];
  out.sampled = samples.SizeOf(best.row);
  std::set<std::string> ids;
  for (const auto& one : found)
    // Another that the whole text is as well; the nearest alone where it is none.
    if (one.row == best.row || (best.whole && one.whole && one.apart + kSameText >= best.apart))
      for (const auto id : Words(rows[one.row].ids)) AddWithTwins(std::string(id), ids);
  out.ids.assign(ids.begin(), ids.end());
  return out;
}

std::string Describe(const LicenceMatch& match) {
  const std::string ids = Join(match.ids, " or ");
  if (match.whole || ids.empty()) return ids;
  return "looks like " + ids + " (" + std::to_string(match.shared) + " of " +
         std::to_string(match.sampled) + " passages)";
}

}  // namespace avouch::formats
