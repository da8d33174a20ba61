// Bounds on what readers take of one blob.

#pragma once

#include <cstdint>

namespace avouch::source {

// The largest lock file seen in public repositories is about 20 MB.
inline constexpr std::uint64_t kMaxReadBytes = 64ull << 20;
// Version and origin marks of vendored trees are short files.
inline constexpr std::uint64_t kMaxMarkBytes = 1ull << 20;

}  // namespace avouch::source
