// A whole tree in memory, from which tiles are made and proofs.
//
// Spec: c2sp.org/tlog-tiles, "Merkle Tree". Costs 32 bytes an entry and a 255th
// more. A tree belongs to one thread.

#pragma once

#include <cstdint>
#include <vector>

#include "base/digest.h"
#include "tlog/merkle.h"
#include "tlog/tile.h"

namespace avouch::tlog {

class Tree {
 public:
  void Append(const Digest& leaf);  // REQUIRES: size() < kMaxSize
  [[nodiscard]] std::uint64_t size() const { return head_.size(); }
  [[nodiscard]] Digest root() const { return head_.root(); }

  // The contents of a tile; no bundle.
  // REQUIRES: id.level >= 0, and the tree has all the nodes of the tile.
  [[nodiscard]] Bytes Contents(const TileId& id) const;

  // Each fails with kUsage for numbers out of the tree.
  [[nodiscard]] Result<Proof> ProveInclusion(std::uint64_t index) const;
  [[nodiscard]] Result<Proof> ProveConsistency(std::uint64_t old_size) const;

 private:
  [[nodiscard]] Digest HashOf(const Subtree& subtree) const;

  Frontier head_;
  std::vector<std::vector<Digest>> levels_;  // levels_[l]: complete subtrees of 256^l entries
};

}  // namespace avouch::tlog
