// The static files that a tile-based transparency log serves: names and contents.
//
// Spec: c2sp.org/tlog-tiles, sections "Merkle Tree" and "Log entries".
//
// Bytes in, values out: nothing here touches the disk, the network or a clock,
// so every function may be called from any thread.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "base/result.h"

namespace avouch::tlog {

inline constexpr int kFullWidth = 256;    // Hashes in a full tile
inline constexpr int kTileHeight = 8;     // Levels of the tree that a tile spans
inline constexpr int kMaxLevel = 63;      // Highest level that the spec can name
inline constexpr int kEntriesLevel = -1;  // Stands for bundles of entries

// No tree of ours has more: 2^56 tiles of level 0.
inline constexpr std::uint64_t kMaxTileIndex = (std::uint64_t{1} << 56) - 1;
inline constexpr std::size_t kMaxEntryBytes = 65535;  // Its length has 16 bits

// Which tile: a level, a position along it, and how much of it is filled.
struct TileId {
  int level = 0;            // 0..kMaxLevel, or kEntriesLevel
  std::uint64_t index = 0;  // 0..kMaxTileIndex, in tiles of kFullWidth
  int width = kFullWidth;   // 1..kFullWidth; less than full means partial

  bool operator==(const TileId&) const = default;
};

// The path of `id` below the log's prefix, such as "tile/0/x001/x234/067.p/8".
// REQUIRES: the fields of `id` are within the ranges given above.
[[nodiscard]] std::string TilePath(const TileId& id);

// Reads back what TilePath wrote. Only the one spelling TilePath produces is
// accepted, so two different paths never name the same tile.
// Fails with kMalformed on anything else.
[[nodiscard]] Result<TileId> ParseTilePath(std::string_view path);

// The tiles that a log which grew from `old_size` to `size` entries publishes:
// bundles first, then level by level; the tiles at the right edge of the tree,
// which are last of each level, come after all others.
// REQUIRES: old_size <= size <= kMaxSize.
[[nodiscard]] std::vector<TileId> TilesBetween(std::uint64_t old_size, std::uint64_t size);

// The partial tiles of a tree of `size` entries, level 0 first; no bundles. What
// they hold is all that its root is made of.
[[nodiscard]] std::vector<TileId> EdgeTiles(std::uint64_t size);

// 32 bytes a hash.
[[nodiscard]] Bytes WriteTile(std::span<const Digest> hashes);
// Fails with kMalformed unless there are exactly `width` hashes.
[[nodiscard]] Result<std::vector<Digest>> ParseTile(BytesView bytes, int width);

// Each entry after its length, two bytes, big-endian.
// REQUIRES: no entry has more than kMaxEntryBytes.
[[nodiscard]] Bytes WriteBundle(std::span<const Bytes> entries);
// Fails with kMalformed unless there are exactly `width` entries and nothing else.
[[nodiscard]] Result<std::vector<Bytes>> ParseBundle(BytesView bytes, int width);

}  // namespace avouch::tlog
