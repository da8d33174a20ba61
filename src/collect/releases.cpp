#include "collect/releases.h"

#include <algorithm>
#include <array>
#include <map>
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

struct Candidate {
  const git::HistoryTag* tag = nullptr;
  notation::TagReading reading;
  std::string family;
};

model::Release Make(const git::History& history, const Candidate& candidate, bool prerelease) {
  const git::HistoryTag& tag = *candidate.tag;
  model::Release release;
  release.tag = Printable(ToUtf8(tag.name));
  release.version = candidate.reading.version.text.empty()
                        ? release.tag
                        : Printable(ToUtf8(candidate.reading.version.text));
  release.commit = tag.target.hex();
  release.date = {tag.seconds};
  release.signature = KindOf(tag.signature);
  release.annotated = tag.annotated;
  release.prerelease = prerelease;
  long long at = history.Find(tag.target);
  release.on_branch = at >= 0 && history.on_branch[static_cast<std::size_t>(at)];
  return release;
}

// The family without a name, "1.2.3" or "v1.2.3", while it lives: it is the
// repository's own, whatever libraries are tagged beside it by their names and
// more often. Else the one with most final releases lately, then in all, then the
// shortest name.
std::string MainFamily(const std::vector<Candidate>& candidates) {
  std::int64_t newest = 0;
  bool any = false;
  for (const auto& candidate : candidates) {
    if (candidate.reading.kind != TagKind::kRelease) continue;
    newest = any ? std::max(newest, candidate.tag->seconds) : candidate.tag->seconds;
    any = true;
  }
  std::map<std::string, std::pair<long long, long long>> count;
  for (const auto& candidate : candidates) {
    if (candidate.reading.kind != TagKind::kRelease) continue;
    auto& [lately, all] = count[candidate.family];
    lately += candidate.tag->seconds >= newest - kLately;
    ++all;
    if (candidate.family.empty() && candidate.tag->seconds >= newest - kAlive) return {};
  }
  std::string best;
  std::tuple<long long, long long, long long> most{-1, -1, 0};
  for (const auto& [family, pair] : count) {
    std::tuple weight{pair.first, pair.second, -static_cast<long long>(family.size())};
    if (weight > most) most = weight, best = family;
  }
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
  std::vector<Candidate> candidates;
  for (const auto& tag : history.tags) {
    if (!tag.target) {
      out.others.push_back(tag.name);
      continue;
    }
    Candidate candidate{&tag, notation::ReadTag(tag.name), {}};
    if (configured) {
      if (glob.Matches(tag.name))
        out.releases.push_back(Make(
            history, candidate,
            candidate.reading.kind == TagKind::kPreRelease && !candidate.reading.version.is_date));
      else
        out.others.push_back(tag.name);
      continue;
    }
    bool version = candidate.reading.kind == TagKind::kRelease ||
                   candidate.reading.kind == TagKind::kPreRelease;
    if (none || !version || IsAside(candidate.reading.version.prefix)) {
      out.others.push_back(tag.name);
      continue;
    }
    candidate.family = FamilyOf(candidate.reading.version.prefix);
    candidates.push_back(std::move(candidate));
  }
  if (!configured) {
    std::string family = MainFamily(candidates);
    out.family = family;
    bool finals = std::any_of(candidates.begin(), candidates.end(), [&](const auto& c) {
      return c.family == family && c.reading.kind == TagKind::kRelease;
    });
    for (const auto& candidate : candidates) {
      if (finals && candidate.family == family)
        out.releases.push_back(
            Make(history, candidate, candidate.reading.kind == TagKind::kPreRelease));
      else
        out.others.push_back(candidate.tag->name);
    }
  }
  std::sort(out.releases.begin(), out.releases.end(), [](const auto& a, const auto& b) {
    return std::tie(b.date, b.tag) < std::tie(a.date, a.tag);
  });
  for (auto& other : out.others) other = Printable(ToUtf8(other));
  std::sort(out.others.begin(), out.others.end());
  return out;
}

}  // namespace avouch::collect
