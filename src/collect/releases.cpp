#include "collect/releases.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "notation/glob.h"
#include "notation/version.h"

namespace avouch::collect {
namespace {

struct Candidate {
  const git::HistoryTag* tag;
  notation::TagReading reading;
};

// "v" and "" name the same family: many projects changed their mind once.
std::string Family(const notation::Version& version) {
  std::string prefix = Lower(version.prefix);
  while (!prefix.empty() && (prefix.back() == 'v' || prefix.back() == '-' || prefix.back() == '_'))
    prefix.pop_back();
  return prefix;
}

model::Release MakeRelease(const git::History& history, const Candidate& candidate) {
  model::Release out;
  const git::HistoryTag& tag = *candidate.tag;
  out.tag = ToUtf8(tag.name);
  out.version = candidate.reading.version.text.empty() ? out.tag : candidate.reading.version.text;
  out.commit = tag.target.hex();
  out.date = {tag.seconds};
  out.signature = KindOf(tag.signature);
  out.annotated = tag.annotated;
  out.prerelease = candidate.reading.kind == notation::TagKind::kPreRelease;
  long long at = history.Find(tag.target);
  out.on_branch = at >= 0 && history.on_branch[static_cast<std::size_t>(at)];
  return out;
}

}  // namespace

model::SignatureKind KindOf(git::Armour armour) {
  switch (armour) {
    case git::Armour::kNone: return model::SignatureKind::kNone;
    case git::Armour::kOpenPgp: return model::SignatureKind::kOpenPgp;
    case git::Armour::kSsh: return model::SignatureKind::kSsh;
    case git::Armour::kX509: return model::SignatureKind::kX509;
  }
  return model::SignatureKind::kNone;
}

ReleaseReading ReadReleases(const git::History& history, const model::ReleaseRule& rule) {
  ReleaseReading out;
  std::vector<Candidate> candidates;
  std::map<std::string, long long> families;
  for (const auto& tag : history.tags) {
    Candidate candidate{&tag, notation::ReadTag(tag.name)};
    bool version = candidate.reading.kind == notation::TagKind::kRelease ||
                   candidate.reading.kind == notation::TagKind::kPreRelease;
    bool wanted = rule.are == model::ReleasesAre::kTags && !rule.match.empty()
                      ? notation::GlobMatch(rule.match, tag.name, notation::Dialect::kRef)
                      : rule.are != model::ReleasesAre::kNone &&
                            rule.are != model::ReleasesAre::kRecords && version;
    if (!wanted || !tag.target) {
      out.others.push_back(ToUtf8(tag.name));
      continue;
    }
    if (!rule.match.empty()) candidate.reading.kind = notation::TagKind::kRelease;
    if (candidate.reading.kind == notation::TagKind::kRelease) ++families[Family(candidate.reading.version)];
    candidates.push_back(std::move(candidate));
  }
  std::string main;
  for (const auto& [family, count] : families)
    if (count > families[main] || (count == families[main] && family < main)) main = family;
  for (const auto& candidate : candidates) {
    bool other = rule.match.empty() && !families.empty() && Family(candidate.reading.version) != main;
    if (other || candidate.reading.kind == notation::TagKind::kPreRelease)
      out.others.push_back(ToUtf8(candidate.tag->name));
    else
      out.releases.push_back(MakeRelease(history, candidate));
  }
  std::sort(out.releases.begin(), out.releases.end(), [](const auto& a, const auto& b) {
    return std::tie(b.date, b.tag) < std::tie(a.date, a.tag);
  });
  std::sort(out.others.begin(), out.others.end());
  return out;
}

}  // namespace avouch::collect
