// Packages that are kept as others published them, held against the digests that locks name.
//
// Sources: digests as lock files write them; file names as pip, npm, Yarn, RubyGems, cargo and
// Maven give them. MD5 and SHA-1 alone hold nothing: two archives can be made to share one. A
// NuGet package that is signed has another digest than its lock, so that none differs. Pure; any
// thread.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/component.h"

namespace avouch::inventory {

enum class Match {
  kEqual,    // Byte for byte what a lock names
  kDiffers,  // A lock names another digest for that name and version
  kUntold,   // No lock says
};

struct Matched {
  Match match = Match::kUntold;
  std::string here, told;              // Digests, "sha-256:<hex>"; empty = none
  std::uint32_t lock = 0, locked = 0;  // But for kUntold: the lock's index and its component's
};

// What locks say, by digest and by the name and version of what they name.
class LockDigests {
 public:
  // REQUIRES: `manifests` outlive this.
  explicit LockDigests(const std::vector<model::Manifest>& manifests);

  [[nodiscard]] Matched Of(model::Ecosystem ecosystem, const model::Component& artefact) const;
  [[nodiscard]] bool Has(model::Ecosystem ecosystem, std::string_view written) const;

 private:
  struct Entry {
    std::uint32_t lock, component;
  };

  void Add(std::uint32_t lock, std::uint32_t component);

  const std::vector<model::Manifest>& manifests_;
  std::unordered_map<std::string, std::vector<Entry>> by_stem_;
  std::unordered_map<std::string, Entry> by_digest_;
};

// A digest as written, in one spelling: "sha-256:<hex>"; "yarn:<hex>" of Yarn's own archive. Empty
// where it is none.
[[nodiscard]] std::string SpeltDigest(std::string_view written);

// A file that is a package, as it was published: of collect's "kept-packages", and what the readers
// of archives tell of one. The wrapper of a build is none.
[[nodiscard]] bool IsArtefact(const model::Manifest& manifest, std::size_t component);

// One artefact beside a lock that names it.
struct BesideLock {
  std::uint32_t manifest = 0, component = 0;  // Of the artefact
  Matched matched;                            // Never kUntold
};
// In the order of the manifests. Costs nothing where there are no artefacts.
[[nodiscard]] std::vector<BesideLock> FindBesideLocks(
    const std::vector<model::Manifest>& manifests);

}  // namespace avouch::inventory
