// What lock files and manifests give to an inventory.
//
// One thread.

#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "inventory/collection.h"
#include "inventory/go_workspaces.h"
#include "model/component.h"

namespace avouch::inventory {

class LockJoiner {
 public:
  LockJoiner(Collection& parts, std::vector<std::string>& notes) : parts_(parts), notes_(notes) {}

  void Join(const std::vector<model::Manifest>& manifests);
  // False when a lock of several parts says nothing of what needs what.
  [[nodiscard]] bool edges_known() const { return edges_known_; }

 private:
  using ByNames = std::unordered_map<std::string, std::vector<std::uint32_t>>;

  // The packages of one lock, for those who ask for them.
  struct Lock {
    const model::Manifest* manifest = nullptr;
    std::vector<std::uint32_t> parts;  // Index of each component's part; kSubject = our own
    ByNames by_name;                   // Component indexes; empty until somebody asks
    std::unordered_set<std::uint32_t> asked_by_own;  // Components that our own packages need
    std::vector<std::pair<std::uint32_t, model::Scope>> asked;  // Component, by manifests beside
    bool scopes_told = false;
    bool lists_members = false;  // Packages of ours are in it
  };

  void AddLock(const model::Manifest& manifest);
  void AddEdges(Lock& lock);
  void AddInstalledNeeds(const std::vector<model::Manifest>& manifests);
  void AddRequirements(const model::Manifest& manifest);
  void AddGoRequirements(const model::Manifest& manifest, const GoWorkspaces& workspaces);
  void AddTools(const model::Manifest& manifest);
  void SpreadScopes(Lock& lock);
  static const ByNames& ByName(Lock& lock);
  void KeepCatalogs(const model::Manifest& manifest);
  [[nodiscard]] model::Requirement Settled(const model::Manifest& manifest,
                                           const model::Requirement& wanted) const;
  Lock* LockFor(const model::Manifest& manifest);
  [[nodiscard]] bool Covers(const Lock& lock, const model::Manifest& manifest) const;
  [[nodiscard]] static std::vector<std::uint32_t> Meant(const Lock& lock,
                                                        const std::vector<std::uint32_t>& named,
                                                        const model::Requirement& wanted);
  void AskLocked(Lock& lock, const std::vector<std::uint32_t>& meant, model::Scope scope,
                 bool direct);
  void Ask(const model::Manifest& manifest, const model::Requirement& wanted);

  Collection& parts_;
  std::vector<std::string>& notes_;
  std::vector<Lock> locks_;
  // By ecosystem and folder; go.sum's digests by folder, name and version.
  std::map<std::pair<model::Ecosystem, std::string>, std::size_t> lock_at_;
  std::unordered_map<std::string, std::string> go_sums_;
  std::map<std::pair<model::Ecosystem, std::string>, std::size_t> lock_of_;  // By member's name
  std::set<std::pair<model::Ecosystem, std::string>> own_;  // Packages that manifests here make
  std::unordered_map<std::string, std::string> catalogs_;   // By folder, catalog and name: ranges
  bool edges_known_ = true;
};

}  // namespace avouch::inventory
