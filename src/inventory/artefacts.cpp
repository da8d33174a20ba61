#include "inventory/artefacts.h"

#include <algorithm>

#include "base/text.h"
#include "inventory/digests.h"

namespace avouch::inventory {
namespace {

using model::Component;
using model::Ecosystem;
using model::Manifest;

Ecosystem Family(Ecosystem ecosystem) {
  return ecosystem == Ecosystem::kGradle ? Ecosystem::kMaven : ecosystem;
}

// "@scope/left_pad" 1.3.0 as a file is called: "scope-left-pad-1.3.0".
std::string Stem(std::string_view name, std::string_view version) {
  std::string out;
  for (const char c : name)
    if (c != '@') out += c == '/' || c == '_' || c == '.' || c == ':' ? '-' : c;
  return Lower(out) + "-" + std::string(version);
}

std::string Key(Ecosystem ecosystem, std::string_view text) {
  return std::string(model::Name(Family(ecosystem))) + " " + std::string(text);
}

std::string_view AlgorithmOf(std::string_view spelt) { return spelt.substr(0, spelt.find(':')); }

bool Holds(std::string_view spelt) {
  const std::string_view algorithm = AlgorithmOf(spelt);
  return algorithm != "md5" && algorithm != "sha-1";
}

}  // namespace

std::string SpeltDigest(std::string_view written) {
  constexpr std::string_view kYarn = "yarn:";
  if (written.starts_with(kYarn)) {  // "yarn:10c0/<hex>": what stands before '/' is its cache's
    written.remove_prefix(kYarn.size());
    return std::string(kYarn) + std::string(written.substr(written.find('/') + 1));
  }
  const auto digest = ReadDigest(written);
  return digest ? digest->algorithm + ":" + digest->hex : std::string();
}

LockDigests::LockDigests(const std::vector<Manifest>& manifests) : manifests_(manifests) {
  for (std::uint32_t i = 0; i < manifests.size(); ++i)
    if (manifests[i].lock)
      for (std::uint32_t j = 0; j < manifests[i].components.size(); ++j) Add(i, j);
}

void LockDigests::Add(std::uint32_t lock, std::uint32_t index) {
  const Manifest& manifest = manifests_[lock];
  const Component& component = manifest.components[index];
  const std::string_view name = component.name;
  const auto add = [&](std::string_view called) {
    by_stem_[Key(manifest.ecosystem, Stem(called, component.version))].push_back({lock, index});
  };
  add(name);
  // A jar is called by its artifact alone.
  if (const std::size_t colon = name.find(':');
      colon != name.npos && Family(manifest.ecosystem) == Ecosystem::kMaven)
    add(name.substr(colon + 1));
  for (const auto& written : component.digests)
    if (const std::string digest = SpeltDigest(written); !digest.empty() && Holds(digest))
      by_digest_.try_emplace(Key(manifest.ecosystem, digest), Entry{lock, index});
}

bool LockDigests::Has(Ecosystem ecosystem, std::string_view written) const {
  return by_digest_.contains(Key(ecosystem, SpeltDigest(written)));
}

Matched LockDigests::Of(Ecosystem ecosystem, const Component& artefact) const {
  std::vector<std::string> here;
  for (const auto& written : artefact.digests)
    if (std::string digest = SpeltDigest(written); !digest.empty())
      here.push_back(std::move(digest));
  for (const auto& digest : here)
    if (const auto at = by_digest_.find(Key(ecosystem, digest)); at != by_digest_.end())
      return {Match::kEqual, digest, digest, at->second.lock, at->second.component};
  const auto named = by_stem_.find(Key(ecosystem, Stem(artefact.name, artefact.version)));
  Matched untold;
  if (!here.empty()) untold.here = here.front();
  if (named == by_stem_.end() || ecosystem == Ecosystem::kNuget) return untold;
  for (const auto& [lock, component] : named->second)
    for (const auto& written : manifests_[lock].components[component].digests) {
      const std::string told = SpeltDigest(written);
      for (const auto& digest : here)
        if (AlgorithmOf(told) == AlgorithmOf(digest) && told != digest)
          return {Match::kDiffers, digest, told, lock, component};
    }
  return untold;
}

bool IsArtefact(const Manifest& manifest, std::size_t component) {
  if (manifest.lock || component >= manifest.components.size()) return false;
  if (model::IsBuildWrapper(manifest.components[component].place.path)) return false;
  if (manifest.format == "kept-packages") return true;
  return component == 0 && (manifest.format.ends_with("-archive") ||
                            manifest.format == "python-wheel" || manifest.format == "nupkg");
}

std::vector<BesideLock> FindBesideLocks(const std::vector<Manifest>& manifests) {
  std::vector<BesideLock> out;
  if (std::ranges::none_of(manifests, [](const Manifest& one) { return IsArtefact(one, 0); }) ||
      std::ranges::none_of(manifests, &Manifest::lock))
    return out;
  const LockDigests locks(manifests);
  for (std::uint32_t i = 0; i < manifests.size(); ++i)
    for (std::uint32_t j = 0; j < manifests[i].components.size(); ++j) {
      if (!IsArtefact(manifests[i], j)) continue;
      Matched matched = locks.Of(manifests[i].ecosystem, manifests[i].components[j]);
      if (matched.match != Match::kUntold) out.push_back({i, j, std::move(matched)});
    }
  return out;
}

}  // namespace avouch::inventory
