#include "collect/releases.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <limits>
#include <map>
#include <set>
#include <tuple>

#include "base/text.h"
#include "notation/glob.h"
#include "notation/version.h"

namespace avouch::collect {
namespace {

using notation::TagKind;

constexpr std::int64_t kLately = 90 * 86400;  // Ours: what moved in a quarter is alive.
constexpr std::int64_t kAlive = 365 * 86400;  // Ours: a product is released once a year.

// Deployments to places that no customer uses, and notes to oneself.
bool IsAside(std::string_view prefix) {
  std::string lower = Lower(prefix);
  std::string spaced;
  for (char c : lower) spaced.push_back((c >= 'a' && c <= 'z') ? c : ' ');
  constexpr auto kWords = std::to_array<std::string_view>(
      {"preview",  "staging", "test",   "testing", "qa",      "dev",          "uat",
       "sandbox",  "backup",  "before", "after",   "nightly", "canary",       "snapshot",
       "untagged", "tmp",     "temp",   "old",     "archive", "experimental", "demo",
       "wip",      "draft",   "ci",     "build"});
  for (auto word : Words(spaced))
    if (std::find(kWords.begin(), kWords.end(), word) != kWords.end()) return true;
  return false;
}

model::SignatureKind KindOf(git::Armour armour) {
  switch (armour) {
    case git::Armour::kNone:
      return model::SignatureKind::kNone;
    case git::Armour::kOpenPgp:
      return model::SignatureKind::kOpenPgp;
    case git::Armour::kSsh:
      return model::SignatureKind::kSsh;
    case git::Armour::kX509:
      return model::SignatureKind::kX509;
  }
  return model::SignatureKind::kNone;
}

// A tag that may be a release: as small as it can be, since there may be a million.
struct Candidate {
  const git::HistoryTag* tag = nullptr;
  TagKind kind = TagKind::kOther;
  std::uint32_t family = 0;  // Number of its name in Families

  [[nodiscard]] bool IsFinal() const { return kind == TagKind::kRelease; }
};

// Newest first, by date, then name.
bool IsNewer(const Candidate& a, const Candidate& b) {
  return std::tie(b.tag->seconds, b.tag->name) < std::tie(a.tag->seconds, a.tag->name);
}

// Names of families, each once.
class Families {
 public:
  std::uint32_t NumberOf(const std::string& name) {
    const auto [at, fresh] = numbers_.try_emplace(name, static_cast<std::uint32_t>(names_.size()));
    if (fresh) names_.push_back(name);
    return at->second;
  }
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

 private:
  std::map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> names_;
};

// The first of many names, as they are printed.
class FirstNames {
 public:
  void Add(const std::string& name) {
    std::string printed = Printable(ToUtf8(name));
    if (names_.size() == kMaxOtherTags && printed >= *names_.rbegin()) return;
    names_.insert(std::move(printed));
    if (names_.size() > kMaxOtherTags) names_.erase(std::prev(names_.end()));
  }
  [[nodiscard]] std::vector<std::string> Take() const { return {names_.begin(), names_.end()}; }

 private:
  std::multiset<std::string> names_;
};

model::Release Make(const git::History& history, const Candidate& candidate, bool configured) {
  const git::HistoryTag& tag = *candidate.tag;
  const notation::Version version = notation::ReadTag(tag.name).version;
  model::Release release;
  release.tag = Printable(ToUtf8(tag.name));
  release.version = version.text.empty() ? release.tag : Printable(ToUtf8(version.text));
  release.commit = tag.target.hex();
  release.date = {tag.seconds};
  release.signature = KindOf(tag.signature);
  release.annotated = tag.annotated;
  // Where configuration says that a date is a release's name, it is no sign of another.
  release.prerelease = candidate.kind == TagKind::kPreRelease && !(configured && version.is_date);
  long long at = history.Find(tag.target);
  release.on_branch = at >= 0 && history.on_branch[static_cast<std::size_t>(at)];
  return release;
}

// The family without a name, "1.2.3" or "v1.2.3", while it lives: it is the
// repository's own, whatever libraries are tagged beside it by their names and
// more often. Else the one with most final releases lately, then in all, then the
// shortest name.
std::uint32_t MainFamily(const std::vector<Candidate>& candidates,
                         const std::vector<std::string>& names) {
  std::int64_t newest = std::numeric_limits<std::int64_t>::min();
  for (const auto& candidate : candidates)
    if (candidate.IsFinal()) newest = std::max(newest, candidate.tag->seconds);
  std::vector<std::pair<long long, long long>> count(names.size());  // Lately, in all
  for (const auto& candidate : candidates) {
    if (!candidate.IsFinal()) continue;
    auto& [lately, all] = count[candidate.family];
    lately += candidate.tag->seconds >= newest - kLately;
    ++all;
    if (names[candidate.family].empty() && candidate.tag->seconds >= newest - kAlive)
      return candidate.family;
  }
  // Of equals, the first by name.
  std::uint32_t best = 0;
  const auto weight = [&](std::uint32_t family) {
    return std::tuple(count[family].first, count[family].second,
                      -static_cast<long long>(names[family].size()));
  };
  for (std::uint32_t family = 1; family < names.size(); ++family)
    if (weight(family) > weight(best) ||
        (weight(family) == weight(best) && names[family] < names[best]))
      best = family;
  return best;
}

}  // namespace

std::string FamilyOf(std::string_view prefix) {
  std::string family = Lower(prefix);
  for (bool again = true; again;) {
    again = false;
    for (std::string_view end :
         {"version", "release", "releases", "rel", "ver", "v", "r", "-", "_", "."})
      if (family.size() >= end.size() && family.ends_with(end) &&
          (family.size() == end.size() || end.size() == 1
               ? true
               : family[family.size() - end.size() - 1] == '/' ||
                     family[family.size() - end.size() - 1] == '-')) {
        // A letter that ends a word is part of it: "server" keeps its "r".
        std::size_t left = family.size() - end.size();
        bool letter = end == "v" || end == "r";
        if (letter && left > 0 && family[left - 1] >= 'a' && family[left - 1] <= 'z') continue;
        family.resize(left);
        again = true;
        break;
      }
  }
  return family == "/" ? std::string() : family;
}

Releases FindReleases(const git::History& history, const model::ReleaseRule& rule) {
  Releases out;
  bool configured = rule.are == model::ReleasesAre::kTags && !rule.match.empty();
  bool none = rule.are == model::ReleasesAre::kNone || rule.are == model::ReleasesAre::kRecords;
  notation::Glob glob(rule.match, notation::Dialect::kRef);
  Families families;
  FirstNames others;
  std::vector<Candidate> candidates;
  for (const auto& tag : history.tags) {
    if (!tag.target || (configured && !glob.Matches(tag.name))) {
      others.Add(tag.name);
      continue;
    }
    const notation::TagReading reading = notation::ReadTag(tag.name);
    const bool version = reading.kind == TagKind::kRelease || reading.kind == TagKind::kPreRelease;
    if (!configured && (none || !version || IsAside(reading.version.prefix)))
      others.Add(tag.name);
    else
      candidates.push_back({&tag, reading.kind,
                            configured ? 0 : families.NumberOf(FamilyOf(reading.version.prefix))});
  }
  if (!configured && !candidates.empty()) {
    const std::uint32_t family = MainFamily(candidates, families.names());
    const bool finals = std::any_of(candidates.begin(), candidates.end(), [&](const auto& c) {
      return c.family == family && c.IsFinal();
    });
    if (finals) out.family = families.names()[family];
    std::erase_if(candidates, [&](const Candidate& candidate) {
      const bool taken = finals && candidate.family == family;
      if (!taken) others.Add(candidate.tag->name);
      return !taken;
    });
  }
  if (candidates.size() > kMaxReleases) {
    out.older = static_cast<long long>(candidates.size() - kMaxReleases);
    std::nth_element(candidates.begin(), candidates.begin() + kMaxReleases, candidates.end(),
                     IsNewer);
    candidates.resize(kMaxReleases);
  }
  for (const auto& candidate : candidates)
    out.releases.push_back(Make(history, candidate, configured));
  std::sort(out.releases.begin(), out.releases.end(), [](const auto& a, const auto& b) {
    return std::tie(b.date, b.tag) < std::tie(a.date, a.tag);
  });
  out.others = others.Take();
  return out;
}

}  // namespace avouch::collect
