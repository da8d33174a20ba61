#include "tlog/merkle.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstring>

#include "crypto/hash.h"

namespace avouch::tlog {
namespace {

std::uint64_t Bit(int height) { return std::uint64_t{1} << height; }

std::unexpected<Error> NoSuchProof(std::string_view what) {
  return Fail(ErrorKind::kMalformed, std::string(what));
}

Status Refuse(std::string_view what) { return Fail(ErrorKind::kIntegrity, std::string(what)); }

// Largest power of two below `size`: where RFC 6962 splits a tree.
// REQUIRES: size > 1.
std::uint64_t SplitOf(std::uint64_t size) { return std::bit_floor(size - 1); }

Result<Digest> HashOf(const Range& range, const Hashes& hashes) {
  std::vector<Digest> parts;
  for (const Subtree& subtree : CompleteSubtrees(range)) {
    AVOUCH_TRY(Digest hash, hashes(subtree));
    parts.push_back(hash);
  }
  return FoldRight(parts);
}

Result<Proof> HashesOf(const std::vector<Range>& ranges, const Hashes& hashes) {
  Proof out;
  for (const Range& range : ranges) {
    AVOUCH_TRY(Digest hash, HashOf(range, hashes));
    out.push_back(hash);
  }
  return out;
}

// RFC 6962 section 2.1.1, from the root down to the entry and then turned round.
std::vector<Range> InclusionRanges(std::uint64_t index, std::uint64_t size) {
  std::vector<Range> out;
  for (Range at{0, size}; at.end - at.begin > 1;) {
    std::uint64_t middle = at.begin + SplitOf(at.end - at.begin);
    if (index < middle) {
      out.push_back({middle, at.end});
      at.end = middle;
    } else {
      out.push_back({at.begin, middle});
      at.begin = middle;
    }
  }
  std::reverse(out.begin(), out.end());
  return out;
}

// RFC 6962 section 2.1.2. The old tree itself is left out while it is one whole
// subtree of the new one, since its root is known.
std::vector<Range> ConsistencyRanges(std::uint64_t old_size, std::uint64_t size) {
  std::vector<Range> out;
  Range at{0, size};
  while (at.end != old_size) {
    std::uint64_t middle = at.begin + SplitOf(at.end - at.begin);
    if (old_size <= middle) {
      out.push_back({middle, at.end});
      at.end = middle;
    } else {
      out.push_back({at.begin, middle});
      at.begin = middle;
    }
  }
  if (at.begin != 0) out.push_back(at);
  std::reverse(out.begin(), out.end());
  return out;
}

// Whether `range` can be a subtree of some tree.
bool IsSubtree(const Range& range) {
  return range.begin < range.end && range.end <= kMaxSize &&
         range.begin % std::bit_ceil(range.end - range.begin) == 0;
}

// Where two numbers of nodes on one level stand, climbing to the root together.
struct Climb {
  std::uint64_t first, last, tree;  // The subtree's first and last node, the tree's last

  void Up() { first >>= 1, last >>= 1, tree >>= 1; }
};

}  // namespace

Digest EmptyRoot() { return crypto::Sha256Of(""); }

Digest LeafHash(BytesView entry) {
  Bytes input(1, '\0');
  input += entry;
  return crypto::Sha256Of(input);
}

Digest NodeHash(const Digest& left, const Digest& right) {
  std::array<char, 65> input;
  input[0] = 1;
  std::memcpy(&input[1], left.bytes.data(), 32);
  std::memcpy(&input[33], right.bytes.data(), 32);
  return crypto::Sha256Of({input.data(), input.size()});
}

void Frontier::Append(const Digest& leaf) {
  assert(size_ < kMaxSize);
  nodes_.push_back(leaf);
  for (std::uint64_t rest = size_++; rest & 1; rest >>= 1) {
    Digest right = nodes_.back();
    nodes_.pop_back();
    nodes_.back() = NodeHash(nodes_.back(), right);
  }
}

Digest Frontier::root() const { return nodes_.empty() ? EmptyRoot() : FoldRight(nodes_); }

std::vector<Subtree> CompleteSubtrees(const Range& range) {
  assert(range.begin < range.end);
  std::vector<Subtree> out;
  for (std::uint64_t at = range.begin; at < range.end;) {
    int height = static_cast<int>(std::bit_width(range.end - at)) - 1;
    assert(at % Bit(height) == 0);
    out.push_back({height, at >> height});
    at += Bit(height);
  }
  return out;
}

Digest FoldRight(std::span<const Digest> hashes) {
  assert(!hashes.empty());
  Digest out = hashes.back();
  for (std::size_t i = hashes.size() - 1; i-- > 0;) out = NodeHash(hashes[i], out);
  return out;
}

Result<Proof> ProveInclusion(std::uint64_t index, std::uint64_t size, const Hashes& hashes) {
  if (index >= size || size > kMaxSize) return Fail(ErrorKind::kUsage, "no such entry in the tree");
  return HashesOf(InclusionRanges(index, size), hashes);
}

Result<Proof> ProveConsistency(std::uint64_t old_size, std::uint64_t size, const Hashes& hashes) {
  if (old_size == 0 || old_size > size || size > kMaxSize) {
    return Fail(ErrorKind::kUsage, "no such earlier size of the tree");
  }
  return HashesOf(ConsistencyRanges(old_size, size), hashes);
}

Status VerifyInclusion(std::uint64_t index, std::uint64_t size, const Digest& leaf,
                       std::span<const Digest> proof, const Digest& root) {
  return VerifySubtreeInclusion(index, {0, size}, leaf, proof, root);
}

// RFC 9162 section 2.1.3.2; `last` runs out exactly when the proof should.
Status VerifySubtreeInclusion(std::uint64_t index, const Range& range, const Digest& leaf,
                              std::span<const Digest> proof, const Digest& root) {
  if (!IsSubtree(range)) return NoSuchProof("no such subtree");
  if (index < range.begin || index >= range.end) return NoSuchProof("no such entry in the tree");
  std::uint64_t node = index - range.begin, last = range.end - range.begin - 1;
  Digest hash = leaf;
  for (const Digest& step : proof) {
    if (last == 0) return Refuse("the inclusion proof is too long");
    if (node & 1 || node == last) {
      hash = NodeHash(step, hash);
      while (node != 0 && !(node & 1)) node >>= 1, last >>= 1;
    } else {
      hash = NodeHash(hash, step);
    }
    node >>= 1, last >>= 1;
  }
  if (last != 0) return Refuse("the inclusion proof is too short");
  if (hash != root) return Refuse("the inclusion proof leads to another root");
  return {};
}

Status VerifyConsistency(std::uint64_t old_size, const Digest& old_root, std::uint64_t size,
                         const Digest& root, std::span<const Digest> proof) {
  if (old_size == 0 && size != 0) return NoSuchProof("an empty tree is the beginning of any");
  if (old_size == 0 && root != EmptyRoot()) return Refuse("an empty tree has another root");
  return VerifySubtreeConsistency({0, old_size}, old_root, size, root, proof);
}

Status VerifySubtreeConsistency(const Range& range, const Digest& range_root, std::uint64_t size,
                                const Digest& root, std::span<const Digest> proof) {
  if (size > kMaxSize || range.end > size) return NoSuchProof("the tree has no such entries");
  if (range.begin == range.end) {
    if (!proof.empty()) return Refuse("the consistency proof is too long");
    if (range_root != EmptyRoot()) return Refuse("an empty tree has another root");
    return {};
  }
  if (!IsSubtree(range)) return NoSuchProof("no such subtree");

  // Up to where the subtree is one node, or its last node is a left one.
  Climb at{range.begin, range.end - 1, size - 1};
  bool at_the_edge = at.last == at.tree;
  while (at.first != at.last && (at_the_edge || at.last & 1)) at.Up();

  Digest mine = range_root;
  if (at.first != at.last) {
    if (proof.empty()) return Refuse("the consistency proof is too short");
    mine = proof.front();
    proof = proof.subspan(1);
  }
  Digest whole = mine;
  for (const Digest& step : proof) {
    if (at.tree == 0) return Refuse("the consistency proof is too long");
    if (at.last & 1 || at.last == at.tree) {
      if (at.first < at.last) mine = NodeHash(step, mine);
      whole = NodeHash(step, whole);
      while (at.last != 0 && !(at.last & 1)) at.Up();
    } else {
      whole = NodeHash(whole, step);
    }
    at.Up();
  }
  if (at.tree != 0) return Refuse("the consistency proof is too short");
  if (mine != range_root) return Refuse("the consistency proof leads to another earlier root");
  if (whole != root) return Refuse("the consistency proof leads to another root");
  return {};
}

}  // namespace avouch::tlog
