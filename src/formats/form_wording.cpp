#include "formats/form_wording.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"

namespace avouch::formats {
namespace {

// What a sentence shares with the claim that it states: the claims' published sentences
// share 0.6 and more with their own claim, and 0.6 at most with another.
constexpr double kLeast = 0.5, kAhead = 0.12;
constexpr std::size_t kStem = 6, kLeastStem = 4;

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// "vulnerabilities" and "vulnerability" are "vulner"; "third-party" is "thirdp".
std::string StemOf(std::string_view word) {
  static constexpr std::array<std::string_view, 8> kEnds = {"ies", "ing", "ed", "es",
                                                            "s",   "ly",  "e",  "y"};
  std::string out = ReplaceAll(Lower(word), "-", "");
  for (auto end : kEnds)
    if (out.ends_with(end) && out.size() - end.size() >= kLeastStem) {
      out.resize(out.size() - end.size());
      break;
    }
  return out.substr(0, kStem);
}

std::set<std::string> StemsIn(std::string_view text) {
  std::set<std::string> out;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && (IsLetter(text[i]) || (text[i] == '-' && i > start))) continue;
    if (i > start) out.insert(StemOf(text.substr(start, i - start)));
    start = i + 1;
  }
  return out;
}

}  // namespace

std::string PlainWords(std::string_view text) {
  std::string out;
  bool gap = false;
  for (char c : text) {
    const bool kept = IsLetter(c) || (c >= '0' && c <= '9') || (c & 0x80) != 0;
    if (kept && gap && !out.empty()) out += ' ';
    gap = !kept;
    if (kept) out += c;
  }
  return Lower(out);
}

FormWording::FormWording(const model::FormWords& words, const model::Catalogue& catalogue) {
  std::map<std::string, int> shared;
  for (const auto& claim : words.claims) {
    Known known{claim.claim, {}, {}, 0};
    for (const auto& word : claim.words) known.stems.insert(StemOf(word));
    for (const auto& stem : known.stems) ++shared[stem];
    if (const auto* ours = model::FindClaim(catalogue, claim.claim))
      known.sentence = PlainWords(ours->claim);
    known_.push_back(std::move(known));
  }
  for (const auto& [stem, claims] : shared)
    weights_[stem] = std::log(static_cast<double>(known_.size() + 1) / claims);
  for (auto& known : known_)
    for (const auto& stem : known.stems) known.weight += weights_[stem];
}

std::string FormWording::ClaimOf(std::string_view sentence) const {
  const std::string plain = PlainWords(sentence);
  if (plain.empty()) return {};
  double said = 0;
  std::vector<std::pair<std::string_view, double>> stems;
  const auto all = StemsIn(sentence);
  for (const auto& stem : all)
    if (auto at = weights_.find(stem); at != weights_.end()) {
      stems.emplace_back(at->first, at->second);
      said += at->second;
    }
  const Known* best = nullptr;
  double first = 0, second = 0;
  for (const auto& known : known_) {
    double score = 0;
    for (const auto& [stem, weight] : stems)
      if (known.stems.contains(std::string(stem))) score += weight;
    score = plain == known.sentence ? 2 : 2 * score / (said + known.weight);
    if (score > first) {
      second = first;
      first = score;
      best = &known;
    } else {
      second = std::max(second, score);
    }
  }
  return best != nullptr && first >= kLeast && first - second >= kAhead ? best->claim
                                                                        : std::string();
}

}  // namespace avouch::formats
