// What is found here, as a component list for customers is held against it.
//
// It is the inventory that `avouch sbom` makes of the same facts. Of what needs what an observation
// keeps what follows from it alone: which packages only tests, the build or the product's makers
// need (Component::unshipped). Any other package of a lock that does not say what it is for may be
// for tests. Pure; any thread.

#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "claims/check.h"
#include "model/inventory.h"

namespace avouch::claims {

// Whether customers get what is found.
enum class Given {
  kYes,    // It is shipped: a list that lacks it contradicts
  kMaybe,  // Nothing here tells, or only for some platform or choice
  kNo,     // For tests, the build, or those who write it
};

struct FoundVersion {
  std::string version;
  model::Place place;
  bool locked = false;  // A lock holds it; else a manifest asks for exactly this one
  Given given = Given::kMaybe;
};

struct FoundPackage {
  std::vector<FoundVersion> versions;  // Each once
  std::set<std::string> also;          // Versions named here that nothing builds: of go.sum
};

struct FoundHere {
  std::map<std::string, FoundPackage> packages;  // By PackageKey
  std::set<std::string> types;                   // Types of which a file here names versions
  std::set<std::string> open;                    // Types of which more may be in use than is found
  std::set<std::string> own;                     // Keys of the product's own packages
  // What is known by its marks, or fetched by the product itself: submodules, copies, scripts.
  std::vector<model::Part> seen;
  std::set<std::string> built_with;  // Keys of actions, images and tools of builds
  // What recipes of images install by name.
  std::vector<std::pair<std::string, model::Place>> installed;
};

// Says what could not be looked at.
[[nodiscard]] FoundHere FindHere(const Inputs& in, Examination& examination);

// The product's own: its packages and what lies under its own Go module.
[[nodiscard]] bool IsOwn(const FoundHere& found, const std::string& key);

}  // namespace avouch::claims
