// The assessed tree as a whole: how many files of whose, and what was left out.
//
// Values only; any thread.

#pragma once

#include <string>
#include <vector>

#include "model/place.h"

namespace avouch::model {

struct OriginCount {
  Origin origin = Origin::kOwn;
  long long files = 0;

  bool operator==(const OriginCount&) const = default;
  AVOUCH_FIELDS(origin, files)
};

// A class of things under version control (claim 1.1.4).
struct ItemClass {
  std::string name;  // "source", "build", "ci", "infrastructure", "lock-files", "policies", "tests"
  long long files = 0;
  Path example;

  bool operator==(const ItemClass&) const = default;
  AVOUCH_FIELDS(name, files, example)
};

struct TreeFacts {
  long long files = 0, symlinks = 0, submodules = 0, missing = 0;
  unsigned long long bytes = 0;
  std::vector<OriginCount> origins;
  std::vector<ItemClass> classes;
  std::vector<std::string> languages;  // By number of own files, largest first

  bool operator==(const TreeFacts&) const = default;
  AVOUCH_FIELDS(files, symlinks, submodules, missing, bytes, origins, classes, languages)
};

}  // namespace avouch::model
