// What changed from one inventory to another.
//
// Pure; any thread.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/inventory.h"

namespace avouch::inventory {

// What a part is compared by: its purl without version, qualifiers and subpath; without a purl
// its ecosystem, group and name. Two spellings of one package have one key.
[[nodiscard]] std::string KeyOf(const model::Part& part);

// One package whose versions differ. Indexes into `a.parts` and `b.parts`.
struct VersionChange {
  std::string key;
  std::vector<std::uint32_t> from, to;  // Every copy of another version; neither empty

  bool operator==(const VersionChange&) const = default;
};

// The same name and version under another ecosystem: a purl whose type was mended or broken.
struct Renamed {
  std::uint32_t from = 0, to = 0;

  bool operator==(const Renamed&) const = default;
};

struct Difference {
  std::vector<std::uint32_t> added;    // Into b.parts, sorted by key and version
  std::vector<std::uint32_t> removed;  // Into a.parts, sorted so too
  std::vector<VersionChange> changed;  // Sorted by key
  std::vector<Renamed> renamed;        // Counted in none of the others
  std::vector<std::string> ecosystems_gone, ecosystems_new;  // Purl types that one of them lacks

  [[nodiscard]] bool empty() const {
    return added.empty() && removed.empty() && changed.empty() && renamed.empty();
  }
  bool operator==(const Difference&) const = default;
};

// A copy more or less of one version of a package is no difference.
[[nodiscard]] Difference Diff(const model::Inventory& a, const model::Inventory& b);

}  // namespace avouch::inventory
