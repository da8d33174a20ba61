// Bounds on what readers take of one blob.

#pragma once

#include <cstdint>

namespace avouch::source {

// The largest lock file seen in public repositories is about 20 MB.
inline constexpr std::uint64_t kMaxReadBytes = 64ull << 20;
// Version and origin marks of vendored trees are short files.
inline constexpr std::uint64_t kMaxMarkBytes = 1ull << 20;
// A library that is given away as one file bears its own: SQLite's has nine megabytes.
inline constexpr std::uint64_t kMaxOneFileBytes = 16ull << 20;

// Of a package cache: a pom (the largest of 30,000 has 300 kB) or a go.mod; folders of
// versions of one artefact, of which those in use are some ten.
inline constexpr std::uint64_t kMaxCachedFile = 4ull << 20;
inline constexpr std::size_t kMaxCachedVersions = 1000;
inline constexpr std::size_t kMaxCaches = 16;  // In one tree

// Programs hold what they embed: language servers and browsers are 400 MB, a provider of
// Terraform's 710 MB. Of a packed layer one at a time is held; of a folder they are mapped.
inline constexpr std::uint64_t kMaxProgramBytes = 512ull << 20;
inline constexpr std::uint64_t kMaxMappedBytes = 4ull << 30;

// Of images: manifests and configurations are some 10^4 bytes; docker's own bound on layers
// is 127; members of an archive of one image are some two a layer.
inline constexpr std::uint64_t kMaxImageJson = 4ull << 20;
inline constexpr std::size_t kMaxImageLayers = 1000;
inline constexpr std::size_t kMaxImageMembers = 100'000;
// Of a packed archive: what is held of small members, in all; how often it is unpacked again,
// since its layers may lie in any order (of ten, five times), and by how much an honest one
// shrinks. Bytes of a member that tell how it is packed itself.
inline constexpr std::uint64_t kMaxHeldMembers = 64ull << 20;
inline constexpr std::uint64_t kMaxUnpackings = 16;
inline constexpr std::uint64_t kHonestRatio = 64;
inline constexpr std::size_t kPackingHead = 4;

}  // namespace avouch::source
