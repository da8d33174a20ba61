#include "tlog/tile.h"

#include <cassert>
#include <charconv>
#include <cstring>
#include <optional>

#include "tlog/merkle.h"

namespace avouch::tlog {
namespace {

// "x001/x234/067": three digits a part, all but the last marked.
std::string IndexPath(std::uint64_t index) {
  std::string out;
  for (bool last = true; last || index > 0; last = false, index /= 1000) {
    std::string digits = std::to_string(1000 + index % 1000).substr(1);
    out = last ? digits : "x" + digits + "/" + out;
  }
  return out;
}

// Takes decimal digits off the front; nothing when there are none or too many.
std::optional<std::uint64_t> TakeNumber(std::string_view& text) {
  std::uint64_t out = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return out;
}

bool Take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

// Reads any spelling; that it is the right one is for the caller to see.
std::optional<TileId> ReadLoosely(std::string_view path) {
  TileId id;
  if (!Take(path, "tile/")) return std::nullopt;
  if (Take(path, "entries")) {
    id.level = kEntriesLevel;
  } else {
    auto level = TakeNumber(path);
    if (!level || *level > kMaxLevel) return std::nullopt;
    id.level = static_cast<int>(*level);
  }
  for (bool more = true; more;) {
    if (!Take(path, "/")) return std::nullopt;
    more = Take(path, "x");
    auto part = TakeNumber(path);
    if (!part || *part > 999) return std::nullopt;
    if (id.index > kMaxTileIndex / 1000) return std::nullopt;
    id.index = id.index * 1000 + *part;
  }
  if (id.index > kMaxTileIndex) return std::nullopt;
  if (Take(path, ".p/")) {
    auto width = TakeNumber(path);
    if (!width || *width < 1 || *width >= kFullWidth) return std::nullopt;
    id.width = static_cast<int>(*width);
  }
  return id;
}

// Nodes of `level` in a tree of `size` entries: its complete subtrees of 256^level.
std::uint64_t NodesAt(int level, std::uint64_t size) {
  int shift = level == kEntriesLevel ? 0 : level * kTileHeight;
  return shift >= 64 ? 0 : size >> shift;
}

}  // namespace

std::string TilePath(const TileId& id) {
  assert(id.level >= kEntriesLevel && id.level <= kMaxLevel && id.index <= kMaxTileIndex);
  assert(id.width >= 1 && id.width <= kFullWidth);
  std::string out = "tile/";
  out += id.level == kEntriesLevel ? "entries" : std::to_string(id.level);
  out += "/" + IndexPath(id.index);
  if (id.width < kFullWidth) out += ".p/" + std::to_string(id.width);
  return out;
}

Result<TileId> ParseTilePath(std::string_view path) {
  std::optional<TileId> id = ReadLoosely(path);
  if (!id || TilePath(*id) != path) return Fail(ErrorKind::kMalformed, "no path of a tile");
  return *id;
}

std::vector<TileId> TilesBetween(std::uint64_t old_size, std::uint64_t size) {
  assert(old_size <= size && size <= kMaxSize);
  std::vector<TileId> out, edges;
  for (int level = kEntriesLevel; NodesAt(level, size) > 0; ++level) {
    std::uint64_t before = NodesAt(level, old_size), now = NodesAt(level, size);
    if (before == now) continue;
    for (std::uint64_t index = before / kFullWidth; index < now / kFullWidth; ++index) {
      out.push_back({level, index, kFullWidth});
    }
    int rest = static_cast<int>(now % kFullWidth);
    if (rest > 0) edges.push_back({level, now / kFullWidth, rest});
  }
  out.insert(out.end(), edges.begin(), edges.end());
  return out;
}

std::vector<TileId> EdgeTiles(std::uint64_t size) {
  std::vector<TileId> out;
  for (int level = 0; NodesAt(level, size) > 0; ++level) {
    std::uint64_t nodes = NodesAt(level, size);
    int rest = static_cast<int>(nodes % kFullWidth);
    if (rest > 0) out.push_back({level, nodes / kFullWidth, rest});
  }
  return out;
}

Bytes WriteTile(std::span<const Digest> hashes) {
  Bytes out;
  out.reserve(hashes.size() * 32);
  for (const Digest& hash : hashes) {
    out.append(reinterpret_cast<const char*>(hash.bytes.data()), hash.bytes.size());
  }
  return out;
}

Result<std::vector<Digest>> ParseTile(BytesView bytes, int width) {
  if (width < 1 || bytes.size() != static_cast<std::size_t>(width) * 32) {
    return Fail(ErrorKind::kMalformed, "a tile of another width");
  }
  std::vector<Digest> out(static_cast<std::size_t>(width));
  for (std::size_t i = 0; i < out.size(); ++i) {
    std::memcpy(out[i].bytes.data(), bytes.data() + i * 32, 32);
  }
  return out;
}

Bytes WriteBundle(std::span<const Bytes> entries) {
  Bytes out;
  for (const Bytes& entry : entries) {
    assert(entry.size() <= kMaxEntryBytes);
    out += static_cast<char>(entry.size() >> 8);
    out += static_cast<char>(entry.size() & 0xff);
    out += entry;
  }
  return out;
}

Result<std::vector<Bytes>> ParseBundle(BytesView bytes, int width) {
  std::vector<Bytes> out;
  while (!bytes.empty() && out.size() < static_cast<std::size_t>(width)) {
    if (bytes.size() < 2) return Fail(ErrorKind::kMalformed, "a bundle that ends in a length");
    std::size_t length =
        static_cast<std::uint8_t>(bytes[0]) << 8 | static_cast<std::uint8_t>(bytes[1]);
    bytes.remove_prefix(2);
    if (length > bytes.size()) return Fail(ErrorKind::kMalformed, "a bundle that ends in an entry");
    out.emplace_back(bytes.substr(0, length));
    bytes.remove_prefix(length);
  }
  if (!bytes.empty() || out.size() != static_cast<std::size_t>(width)) {
    return Fail(ErrorKind::kMalformed, "a bundle of another width");
  }
  return out;
}

}  // namespace avouch::tlog
