#include "tlog/reader.h"

#include <algorithm>
#include <span>
#include <utility>

namespace avouch::tlog {
namespace {

// REQUIRES: a power of two of them.
Digest HashOfNodes(std::span<const Digest> nodes) {
  Frontier part;
  for (const Digest& node : nodes) part.Append(node);
  return part.root();
}

// Which nodes of which tile hash to `subtree`.
struct TilePart {
  int level;
  std::uint64_t tile;
  std::size_t first, count;
};

TilePart PartFor(const Subtree& subtree) {
  int level = subtree.height / kTileHeight, within = subtree.height % kTileHeight;
  std::uint64_t per_tile = std::uint64_t{kFullWidth} >> within;
  return {level, subtree.index / per_tile,
          static_cast<std::size_t>(subtree.index % per_tile << within), std::size_t{1} << within};
}

}  // namespace

Result<TileReader> TileReader::Open(std::uint64_t size, const Digest& root, Fetch fetch) {
  if (size > kMaxSize) return Fail(ErrorKind::kUsage, "no such size of a tree");
  TileReader out(size, std::move(fetch));
  AVOUCH_CHECK_OK(out.ReadEdge(root));
  return out;
}

// A partial tile may be gone once it is full: its nodes are then the first of the
// full one.
Result<Bytes> TileReader::FetchTile(const TileId& id) const {
  Result<Bytes> bytes = fetch_(TilePath(id));
  if (!bytes && bytes.error().kind == ErrorKind::kNotFound && id.width < kFullWidth) {
    bytes = fetch_(TilePath({id.level, id.index, kFullWidth}));
  }
  return bytes;
}

Result<std::vector<Digest>> TileReader::ReadTile(const TileId& id) const {
  AVOUCH_TRY(Bytes bytes, FetchTile(id));
  bool full = bytes.size() == kFullWidth * 32;
  AVOUCH_TRY(std::vector<Digest> nodes, ParseTile(bytes, full ? kFullWidth : id.width));
  nodes.resize(static_cast<std::size_t>(id.width));
  return nodes;
}

Status TileReader::ReadEdge(const Digest& root) {
  for (const TileId& id : EdgeTiles(size_)) {
    AVOUCH_TRY(verified_[Place(id.level, id.index)], ReadTile(id));
  }
  // Nothing of this is believed yet: the caller gets no reader when it fails.
  if (size_ == 0) {
    if (root != EmptyRoot()) return Fail(ErrorKind::kIntegrity, "an empty tree has another root");
    return {};
  }
  AVOUCH_TRY(Digest made, RootOf(size_));
  if (made != root) return Fail(ErrorKind::kIntegrity, "the tiles are of another tree");
  return {};
}

// Climbs to a tile that is verified, then verifies each on the way back.
Status TileReader::Verify(int level, std::uint64_t index) {
  std::vector<TileId> missing;
  TileId at{level, index, kFullWidth};
  while (!verified_.contains(Place(at.level, at.index))) {
    if (at.level >= kMaxLevel) return Fail(ErrorKind::kInternal, "a tile below no edge");
    missing.push_back(at);
    at = {at.level + 1, at.index / kFullWidth, kFullWidth};
  }
  for (; !missing.empty(); missing.pop_back()) {
    const TileId& id = missing.back();
    const auto& above = verified_[Place(id.level + 1, id.index / kFullWidth)];
    std::size_t slot = id.index % kFullWidth;
    if (slot >= above.size()) return Fail(ErrorKind::kInternal, "a tile beyond the edge");
    AVOUCH_TRY(std::vector<Digest> nodes, ReadTile(id));
    if (HashOfNodes(nodes) != above[slot]) {
      return Fail(ErrorKind::kIntegrity, "a tile of another tree", TilePath(id));
    }
    verified_[Place(id.level, id.index)] = std::move(nodes);
  }
  return {};
}

Result<Digest> TileReader::HashOf(const Subtree& subtree) {
  TilePart part = PartFor(subtree);
  AVOUCH_CHECK_OK(Verify(part.level, part.tile));
  const std::vector<Digest>& nodes = verified_[Place(part.level, part.tile)];
  if (part.first + part.count > nodes.size()) {
    return Fail(ErrorKind::kInternal, "a subtree beyond the edge");
  }
  return HashOfNodes(std::span(nodes).subspan(part.first, part.count));
}

Result<Digest> TileReader::LeafAt(std::uint64_t index) {
  if (index >= size_) return Fail(ErrorKind::kUsage, "no such entry in the tree");
  return HashOf({0, index});
}

Result<Bytes> TileReader::EntryAt(std::uint64_t index) {
  AVOUCH_TRY(Digest leaf, LeafAt(index));
  std::uint64_t bundle = index / kFullWidth, left = size_ - bundle * kFullWidth;
  int width = static_cast<int>(std::min<std::uint64_t>(left, kFullWidth));
  TileId id{kEntriesLevel, bundle, width};
  AVOUCH_TRY(Bytes bytes, FetchTile(id));
  Result<std::vector<Bytes>> entries = ParseBundle(bytes, width);
  if (!entries) entries = ParseBundle(bytes, kFullWidth);
  if (!entries) return std::unexpected(std::move(entries).error());
  Bytes entry = std::move((*entries)[index % kFullWidth]);
  if (LeafHash(entry) != leaf) {
    return Fail(ErrorKind::kIntegrity, "a bundle of another tree", TilePath(id));
  }
  return entry;
}

Result<Proof> TileReader::ProveInclusion(std::uint64_t index) {
  return tlog::ProveInclusion(index, size_, [this](const Subtree& at) { return HashOf(at); });
}

Result<Proof> TileReader::ProveConsistency(std::uint64_t old_size) {
  return tlog::ProveConsistency(old_size, size_, [this](const Subtree& at) { return HashOf(at); });
}

Result<Digest> TileReader::RootOf(std::uint64_t old_size) {
  if (old_size > size_) return Fail(ErrorKind::kUsage, "no such earlier size of the tree");
  if (old_size == 0) return EmptyRoot();
  std::vector<Digest> parts;
  for (const Subtree& subtree : CompleteSubtrees({0, old_size})) {
    AVOUCH_TRY(Digest hash, HashOf(subtree));
    parts.push_back(hash);
  }
  return FoldRight(parts);
}

}  // namespace avouch::tlog
