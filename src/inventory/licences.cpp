#include "inventory/licences.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "notation/licence.h"

namespace avouch::inventory {
namespace {

using model::Ecosystem;

std::optional<std::string> Listed(std::string_view text) {
  const auto expression = notation::ParseLicence(text);
  if (!expression || !notation::IsListed(*expression)) return std::nullopt;
  return notation::FormatLicence(*expression);
}

// At each " or ", whatever its case.
std::vector<std::string_view> SplitAt(std::string_view text, std::string_view word) {
  std::vector<std::string_view> out;
  std::size_t begin = 0;
  for (std::size_t at = 0; at + word.size() <= text.size(); ++at) {
    if (!EqualsIgnoreCase(text.substr(at, word.size()), word)) continue;
    out.push_back(text.substr(begin, at - begin));
    begin = at + word.size();
    at = begin - 1;
  }
  out.push_back(text.substr(begin));
  return out;
}

// Debian and R mean that version alone by "GPL-2"; SPDX says so in so many words.
std::string OnlyThat(std::string id) {
  constexpr auto kBare = std::to_array<std::string_view>(
      {"AGPL-1.0", "AGPL-3.0", "GFDL-1.1", "GFDL-1.2", "GFDL-1.3", "GPL-1.0", "GPL-2.0", "GPL-3.0",
       "LGPL-2.0", "LGPL-2.1", "LGPL-3.0"});
  return std::ranges::binary_search(kBare, std::string_view(id)) ? id + "-only" : id;
}

// "GPL (>= 2)" is "GPL-2+"; "MIT + file LICENSE" names holders in the file.
std::string FromR(std::string_view text) {
  std::string out(Trim(text));
  for (const std::string_view file : {" + file LICENSE", " + file LICENCE", "+ file LICENSE"})
    if (out.ends_with(file)) out.resize(out.size() - file.size());
  const std::size_t open = out.find(" (>= ");
  if (open != std::string::npos && out.ends_with(')'))
    out = out.substr(0, open) + "-" + out.substr(open + 5, out.size() - open - 6) + "+";
  return out;
}

// "A or B and C" with `one` for each: "and" binds the closer, as in SPDX. Nothing where one is
// not known, and with parentheses or commas, which say how it is meant.
template <class One>
std::optional<std::string> Joined(std::string_view text, std::string_view choice, One one) {
  if (text.find_first_of("(),") != text.npos) return std::nullopt;
  std::vector<std::string> choices;
  for (const auto side : SplitAt(text, choice)) {
    std::vector<std::string> all;
    for (const auto part : SplitAt(side, " and ")) {
      auto known = one(Trim(part));
      if (!known) return std::nullopt;
      const bool several = known->find(" OR ") != known->npos;
      all.push_back(several ? "(" + *known + ")" : *known);
    }
    choices.push_back(Join(all, " AND "));
  }
  return Listed(Join(choices, " OR "));
}

std::optional<std::string> Known(Ecosystem ecosystem, std::string_view text) {
  auto found = notation::SpdxLicenceOf(text);
  if (found && (ecosystem == Ecosystem::kDebian || ecosystem == Ecosystem::kCran))
    found = OnlyThat(*std::move(found));
  return found;
}

}  // namespace

std::string LicenceIn(Ecosystem ecosystem, std::string_view written) {
  written = Trim(written);
  if (written.size() > notation::kMaxLicenceText) return std::string(written);
  if (auto known = Known(ecosystem, written)) return *std::move(known);
  std::optional<std::string> found;
  if (ecosystem == Ecosystem::kCran) {
    std::vector<std::string> sides;
    for (const auto side : Split(written, '|')) {
      auto known = Known(ecosystem, FromR(side));
      if (!known) return std::string(written);
      sides.push_back(*std::move(known));
    }
    found = Listed(Join(sides, " OR "));
  } else if (ecosystem == Ecosystem::kDebian || ecosystem == Ecosystem::kRpm) {
    found = Joined(written, " or ", [&](std::string_view part) { return Known(ecosystem, part); });
  }
  return found ? *std::move(found) : std::string(written);
}

std::string LicenceOf(Ecosystem ecosystem, const std::vector<std::string>& written) {
  std::vector<std::string> all;
  bool listed = true;
  for (const auto& one : written) {
    std::string licence = LicenceIn(ecosystem, one);
    if (licence.empty() || std::ranges::find(all, licence) != all.end()) continue;
    listed = listed && Listed(licence).has_value();
    all.push_back(std::move(licence));
  }
  if (all.size() < 2) return all.empty() ? std::string() : all.front();
  if (!listed) return Join(all, "; ");
  const bool choice = ecosystem == Ecosystem::kNpm || ecosystem == Ecosystem::kComposer;
  for (auto& one : all)
    if (one.find(choice ? " AND " : " OR ") != one.npos) one = "(" + one + ")";
  const std::string joined = Join(all, choice ? " OR " : " AND ");
  return Listed(joined).value_or(joined);
}

std::string Licences::Of(Ecosystem ecosystem, const std::vector<std::string>& written) {
  if (written.size() != 1) return LicenceOf(ecosystem, written);
  const auto [at, fresh] = known_.try_emplace({ecosystem, written.front()});
  if (fresh) at->second = LicenceOf(ecosystem, written);
  return at->second;
}

}  // namespace avouch::inventory
