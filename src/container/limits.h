// Bounds on hostile object databases, each with its reason.

#pragma once

#include <cstddef>
#include <cstdint>

namespace avouch::container {

// git itself refuses to keep larger ones whole in memory (core.bigFileThreshold is 512 MiB).
inline constexpr std::uint64_t kMaxObjectBytes = 512ull << 20;
// git packs with at most 4095; longer chains are made to cost.
inline constexpr std::uint64_t kMaxObjectBytesDefault = kMaxObjectBytes;
inline constexpr int kMaxDeltaChain = 4096;
// Trees of public repositories hold up to some 10^5 entries.
inline constexpr std::size_t kMaxTreeEntries = 2'000'000;

}  // namespace avouch::container
