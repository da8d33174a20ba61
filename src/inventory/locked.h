// Which lock holds what each manifest asks for, and what each locked package is there for.
//
// A lock that says itself what its packages are for is believed. Of any other: what is asked for
// the product, and all that needs, is shipped; what only tests, builds or those who write it ask
// for is theirs, but only where everything that could ask for it too is seen: a lock that does
// not say what needs what, or of which something was not read, leaves it unsaid. Pure; any thread
// for each.

#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "model/component.h"
#include "model/evidence.h"
#include "model/inventory.h"

namespace avouch::inventory {

// What one manifest asks for, settled: with the range of the catalogue that it names.
struct Ask {
  static constexpr std::uint32_t kNoLock = UINT32_MAX;

  const model::Manifest* manifest = nullptr;
  model::Requirement wanted;
  model::Scope scope = model::Scope::kUnsaid;
  std::uint32_t lock = kNoLock;      // Index of the manifest that holds it
  std::vector<std::uint32_t> meant;  // Its components that are meant, where it names any
  bool absent =
      false;  // A lock that covers the manifest has none: optional, or of another platform
};

class Locked {
 public:
  // `coverage`, where there is one, tells which files could not be read.
  // REQUIRES: `facts` outlive this.
  Locked(const model::ComponentFacts& facts, const model::Coverage* coverage);

  // In the order of the manifests; not of go.mod, whose versions are its own.
  [[nodiscard]] const std::vector<Ask>& asks() const { return asks_; }
  // Of manifests[index].components[component], by the lock and by who asks for it.
  [[nodiscard]] model::Scope ScopeOf(std::size_t index, std::size_t component) const;
  // True when a lock holds what manifests[index] asks for.
  [[nodiscard]] bool HasLock(std::size_t index) const { return held_[index] != 0; }
  // False where a lock of several packages says of none what it needs.
  [[nodiscard]] static bool SaysNeeds(const model::Manifest& manifest);

 private:
  using ByNames = std::unordered_map<std::string, std::vector<std::uint32_t>>;

  // The packages of one manifest, for those who ask for them.
  struct Lock {
    std::uint32_t index = 0;                         // Of its manifest
    ByNames by_name;                                 // Component indexes; empty until somebody asks
    std::unordered_set<std::uint32_t> asked_by_own;  // Components that our own packages need
    std::vector<std::pair<std::uint32_t, model::Scope>> asked;  // Component, by manifests beside
    bool scopes_told = false;
    bool lists_members = false;        // Packages of ours are in it
    bool all_seen = true;              // Nothing that could ask for its packages is unknown
    std::vector<model::Scope> scopes;  // Empty: as the components say themselves
  };

  void AddLock(std::uint32_t index);
  void KeepCatalogs(const model::Manifest& manifest);
  void Unsettle(const model::ComponentFacts& facts, const model::Coverage* coverage);
  void AddAsks(const model::Manifest& manifest);
  [[nodiscard]] model::Scope FolderOfAsker(const model::Manifest& manifest) const;
  bool FindIn(Lock& lock, const model::Manifest& manifest, Ask& ask) const;
  void Find(const model::Manifest& manifest, Ask& ask);
  [[nodiscard]] model::Requirement Settled(const model::Manifest& manifest,
                                           const model::Requirement& wanted) const;
  Lock* LockFor(const model::Manifest& manifest);
  [[nodiscard]] bool Covers(const Lock& lock, const model::Manifest& manifest) const;
  const ByNames& ByName(Lock& lock) const;
  [[nodiscard]] std::vector<std::uint32_t> Meant(const Lock& lock,
                                                 const std::vector<std::uint32_t>& named,
                                                 const model::Requirement& wanted) const;
  void AskUnseenMembers(Lock& lock) const;
  void Spread(Lock& lock) const;
  void Raise(Lock& lock) const;

  const std::vector<model::Manifest>& manifests_;
  std::vector<Lock> locks_;
  std::vector<std::uint32_t> workspaces_;        // Manifests that name folders as members
  std::vector<std::uint32_t> lock_of_manifest_;  // Index in locks_, or Ask::kNoLock
  std::vector<char> held_;  // Of each manifest, whether a lock holds what it asks for
  std::vector<Ask> asks_;
  // By ecosystem and folder; by ecosystem and a member's name.
  std::map<std::pair<model::Ecosystem, std::string>, std::size_t> lock_at_, lock_of_;
  std::set<std::pair<model::Ecosystem, std::string>> own_;  // Packages that manifests here make
  std::unordered_map<std::string, std::string> catalogs_;   // By folder, catalog and name: ranges
};

// Marks what only tests, the build or those who write it need, as Locked tells it, where the lock
// does not mark it itself: what needs what is no part of an observation, and this is.
void MarkUnshipped(model::ComponentFacts& facts, const model::Coverage& coverage);

// What belongs to the product itself, as a lock names it.
[[nodiscard]] bool IsOwn(const model::Component& component);

}  // namespace avouch::inventory
