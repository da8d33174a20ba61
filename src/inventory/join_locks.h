// What lock files and manifests give to an inventory.
//
// One thread.

#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "inventory/collection.h"
#include "inventory/go_workspaces.h"
#include "inventory/licences.h"
#include "inventory/locked.h"
#include "model/component.h"
#include "model/evidence.h"

namespace avouch::inventory {

class LockJoiner {
 public:
  LockJoiner(Collection& parts, std::vector<std::string>& notes) : parts_(parts), notes_(notes) {}

  // `coverage` as of Locked. Takes out of components what their parts have from then on: places,
  // origins, suppliers. REQUIRES: `facts` outlive this.
  void Join(model::ComponentFacts& facts, const model::Coverage* coverage);
  // False when a lock of several parts says nothing of what needs what.
  [[nodiscard]] bool edges_known() const { return edges_known_; }
  // True when some of what is used is known not to be told.
  [[nodiscard]] bool lacks() const { return lacks_; }

 private:
  // Parts of each manifest's components; kSubject = our own. Empty: its components are no list.
  using Rows = std::vector<std::vector<std::uint32_t>>;

  // What a property of the part of a locked component says.
  struct Told {
    std::uint32_t lock, component;
    std::string name, value;
  };

  static bool Lacks(const model::Manifest& manifest, bool has_lock);
  std::vector<Told> FindKept(std::vector<model::Manifest>& manifests);
  void TellKept(const std::vector<Told>& kept);
  void KeepSums(model::Manifest& sums);
  void AddLock(model::Manifest& manifest, std::size_t index, const Locked& locked);
  void AddEdges(const model::Manifest& manifest, const std::vector<std::uint32_t>& parts);
  void AddInstalledNeeds(const std::vector<model::Manifest>& manifests);
  void AddAsk(const Ask& ask);
  void AddGoRequirements(const model::Manifest& manifest, const GoWorkspaces& workspaces);
  void AddGoEdges(const model::Manifest& manifest, const std::vector<std::uint32_t>& rows);
  void AddUnlistedGo(const model::Manifest& manifest);
  void AddTools(const model::Manifest& manifest);

  Collection& parts_;
  std::vector<std::string>& notes_;
  Rows rows_;
  Licences licences_;
  std::unordered_map<std::string, std::string> go_sums_;  // By folder, name and version: digests
  // Of each folder's go.sum, modules with a hash of what is in them: the newest version
  std::unordered_map<std::string, std::map<std::string, std::string>> go_newest_;
  std::unordered_set<std::string> go_vendored_;     // Folders whose vendor/modules.txt lists all
  std::unordered_set<std::string> edges_vendored_;  // Folders whose vendor/ tells what needs what
  bool edges_known_ = true;
  bool lacks_ = false;
};

}  // namespace avouch::inventory
