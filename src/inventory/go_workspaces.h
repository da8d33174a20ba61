// Which version of a module is built where a go.work joins several go.mod: the highest that any
// of them asks for.
//
// Spec: go.dev/ref/mod, "Workspaces" and "Minimal version selection (MVS)". What modules outside
// the tree ask for is not seen. Pure; any thread.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/component.h"

namespace avouch::inventory {

class GoWorkspaces {
 public:
  explicit GoWorkspaces(const std::vector<model::Manifest>& manifests);
  // What is built of what the go.mod in `folder` asks for: `version`, or a higher one that
  // another module of its workspace asks for.
  [[nodiscard]] std::string Selected(const std::string& folder, const std::string& module,
                                     const std::string& version) const;

 private:
  using Versions = std::unordered_map<std::string, std::string>;

  std::vector<Versions> selected_;                // By module; one for each go.work
  std::map<std::string, std::size_t> workspace_;  // Of a folder with a go.mod
};

// True of a go.mod that names all that is built, what its modules need too: of go 1.17 and later.
[[nodiscard]] bool ListsGoGraph(const model::Manifest& manifest);

// Of each module in a go.sum, the newest version that it has.
[[nodiscard]] std::map<std::string, std::string> NewestGoVersions(const model::Manifest& sums);

}  // namespace avouch::inventory
