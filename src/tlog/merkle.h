// The arithmetic of an append-only Merkle tree: hashes, heads, proofs.
//
// Spec: RFC 6962 section 2.1 (SHA-256) for the tree; RFC 9162 sections 2.1.3.2
// and 2.1.4.2 for verifying, and their general form over a subtree [start, end)
// of draft-ietf-plants-merkle-tree-certs section 4, of which ours are the cases
// that start at 0.
//
// Nothing recurses, and a proof has exactly the nodes it needs: one too many, one
// too few or one in another place is refused. At most 2·log2(size) + 1 nodes.
// Pure; any thread.

#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "base/digest.h"
#include "base/result.h"

namespace avouch::tlog {

// Sizes beyond are refused, so that no sum or shift of them overflows.
inline constexpr std::uint64_t kMaxSize = (std::uint64_t{1} << 63) - 1;
inline constexpr std::size_t kMaxProofSteps = 126;  // Of a tree of kMaxSize

[[nodiscard]] Digest EmptyRoot();                                        // SHA-256("")
[[nodiscard]] Digest LeafHash(BytesView entry);                          // SHA-256(0 ‖ entry)
[[nodiscard]] Digest NodeHash(const Digest& left, const Digest& right);  // SHA-256(1 ‖ l ‖ r)

// A tree head that grows: the roots of the complete subtrees, widest first.
class Frontier {
 public:
  // REQUIRES: size() < kMaxSize.
  void Append(const Digest& leaf);
  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] Digest root() const;

 private:
  std::uint64_t size_ = 0;
  std::vector<Digest> nodes_;  // One for each bit that is set in size_
};

// Entries begin .. end - 1, and their hash when they are a subtree of a tree.
struct Range {
  std::uint64_t begin = 0, end = 0;

  bool operator==(const Range&) const = default;
};

// The complete subtree of 2^height entries, the `index`-th of its kind.
struct Subtree {
  int height = 0;
  std::uint64_t index = 0;

  bool operator==(const Subtree&) const = default;
};

// The complete subtrees that `range` consists of, widest first. Their hashes,
// folded from the right, are its hash. At most 63.
// REQUIRES: the range is not empty and its begin is a multiple of the widest.
[[nodiscard]] std::vector<Subtree> CompleteSubtrees(const Range& range);

// Folds as above. REQUIRES: not empty.
[[nodiscard]] Digest FoldRight(std::span<const Digest> hashes);

using Proof = std::vector<Digest>;
// Gives the hash of a complete subtree, or says why not.
using Hashes = std::function<Result<Digest>(const Subtree&)>;

// That entry `index` is in the tree of `size` entries; from the leaf upwards.
// Fails with kUsage unless index < size <= kMaxSize, and as `hashes` does.
[[nodiscard]] Result<Proof> ProveInclusion(std::uint64_t index, std::uint64_t size,
                                           const Hashes& hashes);

// That the tree of `old_size` entries is how the tree of `size` began.
// Fails with kUsage unless 0 < old_size <= size <= kMaxSize, and as `hashes` does.
[[nodiscard]] Result<Proof> ProveConsistency(std::uint64_t old_size, std::uint64_t size,
                                             const Hashes& hashes);

// Each of these fails with kMalformed for numbers that no proof can be about, and
// kIntegrity when the proof does not show what it should.

[[nodiscard]] Status VerifyInclusion(std::uint64_t index, std::uint64_t size, const Digest& leaf,
                                     std::span<const Digest> proof, const Digest& root);

// A tree of no entries is the beginning of any tree, which proves nothing of it:
// old_size 0 is refused unless both are empty.
[[nodiscard]] Status VerifyConsistency(std::uint64_t old_size, const Digest& old_root,
                                       std::uint64_t size, const Digest& root,
                                       std::span<const Digest> proof);

// The same for a subtree: its entries are `range` of the log; begin is a multiple
// of the power of two that its length fits in.
[[nodiscard]] Status VerifySubtreeInclusion(std::uint64_t index, const Range& range,
                                            const Digest& leaf, std::span<const Digest> proof,
                                            const Digest& root);

// An empty range needs the empty root and no proof, and says nothing of `root`.
[[nodiscard]] Status VerifySubtreeConsistency(const Range& range, const Digest& range_root,
                                              std::uint64_t size, const Digest& root,
                                              std::span<const Digest> proof);

}  // namespace avouch::tlog
