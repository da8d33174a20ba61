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

void FormWording::Index::Add(const std::string& claim, Stems stems) {
  for (const auto& stem : stems) ++weights_[stem];
  known_.push_back({claim, std::move(stems), 0});
}

void FormWording::Index::Weigh() {
  const auto all = static_cast<double>(known_.size() + 1);
  for (auto& [stem, weight] : weights_) weight = std::log(all / weight);
  for (auto& known : known_)
    for (const auto& stem : known.stems) known.weight += weights_[stem];
}

std::string FormWording::Index::ClaimOf(const Stems& sentence) const {
  double said = 0;
  std::vector<std::pair<std::string, double>> stems;
  for (const auto& stem : sentence)
    if (auto at = weights_.find(stem); at != weights_.end()) {
      stems.emplace_back(*at);
      said += at->second;
    }
  const Known* best = nullptr;
  double first = 0, second = 0;
  for (const auto& known : known_) {
    double shared = 0;
    for (const auto& [stem, weight] : stems)
      if (known.stems.contains(stem)) shared += weight;
    shared = 2 * shared / (said + known.weight);
    if (shared > first) {
      second = first;
      first = shared;
      best = &known;
    } else {
      second = std::max(second, shared);
    }
  }
  return best != nullptr && first >= kLeast && first - second >= kAhead ? best->claim
                                                                        : std::string();
}

FormWording::FormWording(const model::FormWords& words, const model::Catalogue& catalogue,
                         const std::map<std::string, std::string>& official) {
  auto know = [&](const std::string& sentence, const std::string& claim) {
    auto [at, added] = sentences_.emplace(PlainWords(sentence), claim);
    if (!added && at->second != claim) at->second.clear();
  };
  for (const auto& claim : words.claims) {
    Stems stems;
    for (const auto& word : claim.words) stems.insert(StemOf(word));
    ours_.Add(claim.claim, std::move(stems));
    if (const auto* ours = model::FindClaim(catalogue, claim.claim)) know(ours->claim, claim.claim);
  }
  ours_.Weigh();
  for (const auto& [claim, sentence] : official) {
    know(sentence, claim);
    official_.Add(claim, StemsIn(sentence));
  }
  official_.Weigh();
}

std::string FormWording::ClaimOf(std::string_view sentence) const {
  const std::string plain = PlainWords(sentence);
  if (plain.empty()) return {};
  if (const auto at = sentences_.find(plain); at != sentences_.end() && !at->second.empty())
    return at->second;
  const Stems stems = StemsIn(sentence);
  const std::string ours = ours_.ClaimOf(stems);
  return ours.empty() ? official_.ClaimOf(stems) : ours;
}

}  // namespace avouch::formats
