// Every file below a tree.
//
// Spec: git's tree objects, as container::NextTreeEntry reads them. One thread for
// each reader.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/digest.h"
#include "base/result.h"
#include "git/repository.h"

namespace avouch::git {

struct ListedEntry {
  std::string path;
  std::uint32_t mode = 0;
  ObjectId id;
};
struct Listing {
  std::vector<ListedEntry> entries;  // Files, symlinks, submodules; sorted by path bytes
  long long missing = 0, corrupt = 0, odd = 0;
};
// Everything below a tree. A missing folder is counted; too deep or too many
// entries is kTooLarge.
[[nodiscard]] Result<Listing> ListTree(Reader& reader, const ObjectId& tree, std::size_t id_size);

}  // namespace avouch::git
