// The index of a large map: hashes of its keys in order, with their positions.
//
// One 64-bit number per entry, hash << 32 | position, ordered by hash, then key,
// then position. It lies in memory just before the entries, so that a Node needs
// no field for it. Keys chosen to collide cost a comparison of texts and no more:
// the order among them is by key. Any thread.

#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

#include "syntax/node.h"

namespace avouch::syntax {

// Smaller maps are searched from end to end: that is faster, and takes no memory.
inline constexpr std::size_t kIndexedFrom = 17;

[[nodiscard]] inline std::uint32_t HashKey(std::string_view key) {
  constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15;
  std::uint64_t hash = key.size() * kOdd;
  std::size_t at = 0;
  for (; at + 8 <= key.size(); at += 8) {
    std::uint64_t eight;
    std::memcpy(&eight, key.data() + at, 8);
    hash = (hash ^ eight) * kOdd;
    hash ^= hash >> 29;
  }
  for (; at < key.size(); ++at) hash = (hash ^ static_cast<unsigned char>(key[at])) * kOdd;
  return static_cast<std::uint32_t>(hash >> 32);
}

// The entry of `key`, or nullptr. REQUIRES: `index` belongs to `entries`.
[[nodiscard]] inline const Node::Entry* FindIndexed(std::span<const std::uint64_t> index,
                                                    const Node::Entry* entries,
                                                    std::string_view key) {
  const std::uint32_t hash = HashKey(key);
  const auto before = [&](std::uint64_t slot, int) {
    const auto slot_hash = static_cast<std::uint32_t>(slot >> 32);
    if (slot_hash != hash) return slot_hash < hash;
    return entries[static_cast<std::uint32_t>(slot)].key < key;
  };
  const auto found = std::lower_bound(index.begin(), index.end(), 0, before);
  if (found == index.end()) return nullptr;
  const Node::Entry* entry = &entries[static_cast<std::uint32_t>(*found)];
  return entry->key == key ? entry : nullptr;
}

}  // namespace avouch::syntax
