// Made lock files: as many packages as are asked for, each with a digest, each needing three
// others, in no order, as locks of several formats write them. The same bytes for the same number.
//
// And what making an SBOM of 10,000 packages of each may cost. Any thread.

#pragma once

#include <span>
#include <string>
#include <string_view>

namespace avouch::bench {

struct LockKind {
  std::string_view name;  // "yarn-berry"
  std::string_view file;  // "yarn.lock"
  std::string (*make)(int packages);
  double most_milliseconds;  // Of 10,000, from the start of the program to the list on disk
};

[[nodiscard]] std::span<const LockKind> LockKinds();

// A CycloneDX of so many components, as tools write it: digest, licence, address, two needs.
[[nodiscard]] std::string ComponentList(int components);

}  // namespace avouch::bench
