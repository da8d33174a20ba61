// The bounds on documents from outside, each with its reason. Reaching one is
// kTooLarge, never a crash and never a silent cut.
//
// Constants only. Any thread.

#pragma once

#include <cstddef>
#include <cstdint>

namespace avouch::syntax {

// Positions and lengths are 32-bit inside a Node; real lock files and reports
// end near 40 MB, and a document's tree costs up to 20 times its bytes.
inline constexpr std::size_t kMaxDocumentBytes = std::size_t{64} << 20;

// Values in one document, keys not counted: 4 M values cost at most 270 MB. The
// largest real lock files have 600,000.
inline constexpr std::uint32_t kMaxNodes = 4'000'000;

// Containers inside each other. Readers and writers of a tree may recurse to
// this bound; the deepest real document seen (a v1 package-lock) has 40.
inline constexpr int kMaxDepth = 128;

// The same for YAML: libyaml's own scanner does work in proportion to depth for
// each token, and people do not write CI definitions this deep.
inline constexpr int kMaxYamlDepth = 64;

// Values that aliases and merge keys add to a YAML document beyond those
// written. Shared in memory, but whoever walks the tree meets each of them.
inline constexpr std::uint32_t kMaxAliasNodes = 200'000;

// Merge keys in one YAML map; people write one or two, with a list behind it.
inline constexpr std::size_t kMaxMergeKeys = 64;

// Documents in one YAML stream; manifests of whole clusters have some hundreds.
inline constexpr std::uint32_t kMaxYamlDocuments = 10'000;

// Parts of a dotted TOML key, and TOML values inside each other. Real files use
// six and four; the whole tree is held to kMaxDepth as well.
inline constexpr std::size_t kMaxTomlKeyParts = 32;
inline constexpr int kMaxTomlNesting = 64;

// Cells in one row of CSV; the widest export seen, of a directory, has 230.
inline constexpr std::size_t kMaxCsvCells = 2'000;

// XML elements inside each other, and attributes of one: test reports nest a
// suite per folder, and the widest element seen has 25.
inline constexpr std::size_t kMaxXmlDepth = 200;
inline constexpr std::size_t kMaxXmlAttributes = 256;

}  // namespace avouch::syntax
