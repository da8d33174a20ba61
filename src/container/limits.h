// Bounds on hostile object databases, each with its reason.

#pragma once

#include <cstddef>
#include <cstdint>

namespace avouch::container {

// git itself refuses to keep larger ones whole in memory (core.bigFileThreshold is 512 MiB).
inline constexpr std::uint64_t kMaxObjectBytes = 512ull << 20;
inline constexpr std::uint64_t kMaxObjectBytesDefault = kMaxObjectBytes;
// git packs with at most 4095; longer chains are made to cost.
inline constexpr int kMaxDeltaChain = 4096;
// What one object's chain of deltas may make on the way: 64 MiB, the largest blob a
// reader asks for, 64 times. A chain of 4096 that makes 512 MiB each is a bomb.
inline constexpr std::uint64_t kMaxChainBytes = 4ull << 30;
// What one reader makes in all. The trees and commits of the largest public histories
// are some ten GiB; copying this much takes about a minute.
inline constexpr std::uint64_t kMaxMadeBytes = 256ull << 30;
// Trees of public repositories hold up to some 10^5 entries.
inline constexpr std::size_t kMaxTreeEntries = 2'000'000;

}  // namespace avouch::container
