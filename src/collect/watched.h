// Which paths' history is followed: dependency files, build definitions, and
// the documents that claims rest on.
//
// Pure; any thread.

#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "collect/collect.h"
#include "model/pipeline.h"

namespace avouch::collect {

// True for the paths, as the repository names them, that `reading` found below
// `prefix` and whose history bears on a claim.
[[nodiscard]] std::function<bool(std::string_view path)> WatchedPaths(const TreeReading& reading,
                                                                      const std::string& prefix);

// Names and addresses that CI steps set before they commit: robots, whatever they are called.
struct SetIdentity {
  std::string name, email;
  model::Place place;
};
[[nodiscard]] std::vector<SetIdentity> IdentitiesSetByCi(const TreeReading& reading);

}  // namespace avouch::collect
