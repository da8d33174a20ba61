// Proofs out of tiles that nobody has to be trusted for.
//
// Spec: c2sp.org/tlog-tiles. Tiles come from a function (a folder, a bundle, a
// server) and are believed only once they hash up to the root they are used
// under: the tiles at the tree's right edge because the root is made of exactly
// them, every other because its hash stands in the verified tile above it.
//
// A reader belongs to one thread.

#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/digest.h"
#include "base/result.h"
#include "tlog/merkle.h"
#include "tlog/tile.h"

namespace avouch::tlog {

// The bytes at a path such as "tile/0/000", or kNotFound.
using Fetch = std::function<Result<Bytes>(const std::string& path)>;

class TileReader {
 public:
  // Reads the edge of the tree: at most eight tiles.
  // Fails as `fetch` does, with kMalformed for a tile of another width, and with
  // kIntegrity when the tiles are not of the tree that has this root.
  [[nodiscard]] static Result<TileReader> Open(std::uint64_t size, const Digest& root, Fetch fetch);

  [[nodiscard]] std::uint64_t size() const { return size_; }

  // Each fails as Open does, and with kUsage for numbers out of the tree.
  [[nodiscard]] Result<Digest> LeafAt(std::uint64_t index);  // Its hash
  [[nodiscard]] Result<Bytes> EntryAt(std::uint64_t index);
  [[nodiscard]] Result<Proof> ProveInclusion(std::uint64_t index);
  // That the tree of `old_size` entries, 1 or more, is how this one began.
  [[nodiscard]] Result<Proof> ProveConsistency(std::uint64_t old_size);
  // The root of the first `old_size` entries.
  [[nodiscard]] Result<Digest> RootOf(std::uint64_t old_size);

 private:
  using Place = std::pair<int, std::uint64_t>;  // Level and index of a tile

  TileReader(std::uint64_t size, Fetch fetch) : size_(size), fetch_(std::move(fetch)) {}
  [[nodiscard]] Result<Bytes> FetchTile(const TileId& id) const;
  [[nodiscard]] Result<std::vector<Digest>> ReadTile(const TileId& id) const;
  [[nodiscard]] Status ReadEdge(const Digest& root);
  [[nodiscard]] Status Verify(int level, std::uint64_t index);
  [[nodiscard]] Result<Digest> HashOf(const Subtree& subtree);

  std::uint64_t size_;
  Fetch fetch_;
  std::map<Place, std::vector<Digest>> verified_;
};

}  // namespace avouch::tlog
