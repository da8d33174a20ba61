// Against the definition of RFC 6962 as it stands there, recursive and slow, for
// every size up to 64; then what must be refused; then what it costs.

#include "tlog/merkle.h"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <string>

#include "crypto/hash.h"

namespace avouch::tlog {
namespace {

constexpr std::uint64_t kSizes = 64;

// ---- The slow obvious one ----

Digest EntryHash(std::uint64_t index) { return LeafHash("entry " + std::to_string(index)); }

std::uint64_t Split(std::uint64_t size) {
  std::uint64_t k = 1;
  while (k * 2 < size) k *= 2;
  return k;
}

Digest SlowRoot(std::uint64_t begin, std::uint64_t end) {
  if (begin == end) return crypto::Sha256Of("");
  if (end - begin == 1) return EntryHash(begin);
  std::uint64_t k = Split(end - begin);
  return NodeHash(SlowRoot(begin, begin + k), SlowRoot(begin + k, end));
}

Proof SlowInclusion(std::uint64_t index, std::uint64_t begin, std::uint64_t end) {
  if (end - begin == 1) return {};
  std::uint64_t middle = begin + Split(end - begin);
  bool left = index < middle;
  Proof out = left ? SlowInclusion(index, begin, middle) : SlowInclusion(index, middle, end);
  out.push_back(left ? SlowRoot(middle, end) : SlowRoot(begin, middle));
  return out;
}

// SUBPROOF(m, D[begin:end], whole)
Proof SlowConsistency(std::uint64_t m, std::uint64_t begin, std::uint64_t end, bool whole) {
  if (m == end - begin) return whole ? Proof() : Proof{SlowRoot(begin, end)};
  std::uint64_t k = Split(end - begin);
  bool left = m <= k;
  Proof out = left ? SlowConsistency(m, begin, begin + k, whole)
                   : SlowConsistency(m - k, begin + k, end, false);
  out.push_back(left ? SlowRoot(begin + k, end) : SlowRoot(begin, begin + k));
  return out;
}

Result<Digest> FromEntries(const Subtree& at) {
  return SlowRoot(at.index << at.height, (at.index + 1) << at.height);
}

// ---- Agreement ----

TEST(Merkle, HashesAreThoseOfRfc6962) {
  EXPECT_EQ(EmptyRoot().hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(LeafHash(""), crypto::Sha256Of(std::string_view("\0", 1)));
  EXPECT_EQ(LeafHash("a"), crypto::Sha256Of(std::string_view("\0a", 2)));
  Digest left = LeafHash("l"), right = LeafHash("r");
  Bytes joined = "\x01" + FromHex(left.hex()).value() + FromHex(right.hex()).value();
  EXPECT_EQ(NodeHash(left, right), crypto::Sha256Of(joined));
}

TEST(Merkle, AHeadGrowsToTheRootOfEverySize) {
  Frontier head;
  for (std::uint64_t size = 0; size <= 4 * kSizes; ++size) {
    EXPECT_EQ(head.size(), size);
    EXPECT_EQ(head.root(), SlowRoot(0, size)) << size;
    head.Append(EntryHash(size));
  }
}

TEST(Merkle, EveryInclusionProofIsTheOneOfTheDefinitionAndVerifies) {
  for (std::uint64_t size = 1; size <= kSizes; ++size) {
    Digest root = SlowRoot(0, size);
    for (std::uint64_t index = 0; index < size; ++index) {
      Proof proof = ProveInclusion(index, size, FromEntries).value();
      EXPECT_EQ(proof, SlowInclusion(index, 0, size));
      EXPECT_TRUE(VerifyInclusion(index, size, EntryHash(index), proof, root))
          << index << " of " << size;
    }
  }
}

TEST(Merkle, EveryConsistencyProofIsTheOneOfTheDefinitionAndVerifies) {
  for (std::uint64_t size = 1; size <= kSizes; ++size) {
    Digest root = SlowRoot(0, size);
    for (std::uint64_t old = 1; old <= size; ++old) {
      Proof proof = ProveConsistency(old, size, FromEntries).value();
      EXPECT_EQ(proof, SlowConsistency(old, 0, size, true));
      EXPECT_TRUE(VerifyConsistency(old, SlowRoot(0, old), size, root, proof))
          << old << " in " << size;
    }
  }
}

// ---- Refusals ----

// Each proof that differs from `good` in one bit of each byte, in one node more,
// one less, or two changed over.
template <class Check>
void ForEachSpoilt(const Proof& good, const Check& check) {
  for (std::size_t at = 0; at <= good.size(); ++at) {
    Proof longer = good;
    longer.insert(longer.begin() + static_cast<std::ptrdiff_t>(at), EntryHash(at));
    check(longer);
    if (at == good.size()) break;
    Proof shorter = good;
    shorter.erase(shorter.begin() + static_cast<std::ptrdiff_t>(at));
    check(shorter);
    for (std::size_t byte = 0; byte < 32; ++byte) {
      Proof changed = good;
      changed[at].bytes[byte] ^= static_cast<std::uint8_t>(1 << (byte + at) % 8);
      check(changed);
    }
    if (at == 0) continue;
    Proof swapped = good;
    std::swap(swapped[at], swapped[at - 1]);
    check(swapped);
  }
}

TEST(Merkle, AnInclusionProofWithOneByteChangedOneNodeMoreOrLessIsRefused) {
  int refused = 0;
  for (std::uint64_t size = 1; size <= 33; ++size) {
    Digest root = SlowRoot(0, size);
    for (std::uint64_t index = 0; index < size; ++index) {
      Proof good = SlowInclusion(index, 0, size);
      ForEachSpoilt(good, [&](const Proof& spoilt) {
        ++refused;
        Status verified = VerifyInclusion(index, size, EntryHash(index), spoilt, root);
        ASSERT_FALSE(verified) << index << " of " << size;
        ASSERT_EQ(verified.error().kind, ErrorKind::kIntegrity);
      });
      for (std::uint64_t other = 0; other < size; ++other) {
        if (other == index) continue;
        EXPECT_FALSE(VerifyInclusion(other, size, EntryHash(index), good, root));
        EXPECT_FALSE(VerifyInclusion(index, size, EntryHash(other), good, root));
      }
      EXPECT_FALSE(VerifyInclusion(index, size, EntryHash(index), good, EntryHash(size)));
    }
  }
  EXPECT_GT(refused, 80000);
}

TEST(Merkle, AConsistencyProofWithOneByteChangedOneNodeMoreOrLessIsRefused) {
  int refused = 0;
  for (std::uint64_t size = 1; size <= 33; ++size) {
    Digest root = SlowRoot(0, size);
    for (std::uint64_t old = 1; old <= size; ++old) {
      Digest old_root = SlowRoot(0, old);
      Proof good = SlowConsistency(old, 0, size, true);
      ForEachSpoilt(good, [&](const Proof& spoilt) {
        ++refused;
        ASSERT_FALSE(VerifyConsistency(old, old_root, size, root, spoilt)) << old << ", " << size;
      });
      EXPECT_FALSE(VerifyConsistency(old, EntryHash(99), size, root, good));
      EXPECT_FALSE(VerifyConsistency(old, old_root, size, EntryHash(99), good));
    }
  }
  EXPECT_GT(refused, 80000);
}

TEST(Merkle, AProofAboutNoTreeIsRefused) {
  Digest leaf = EntryHash(0);
  EXPECT_TRUE(VerifyInclusion(0, 1, leaf, {}, leaf));
  EXPECT_FALSE(VerifyInclusion(0, 0, leaf, {}, leaf));
  EXPECT_FALSE(VerifyInclusion(0, 0, leaf, {}, EmptyRoot()));
  EXPECT_FALSE(VerifyInclusion(1, 1, leaf, {}, leaf));
  EXPECT_FALSE(VerifyInclusion(0, kMaxSize + 1, leaf, {}, leaf));
  EXPECT_FALSE(ProveInclusion(1, 1, FromEntries));
  EXPECT_FALSE(ProveConsistency(0, 1, FromEntries));
  EXPECT_FALSE(ProveConsistency(2, 1, FromEntries));
}

TEST(Merkle, AnEmptyTreeIsConsistentWithAnEmptyOneOnly) {
  Digest empty = EmptyRoot(), leaf = EntryHash(0);
  EXPECT_TRUE(VerifyConsistency(0, empty, 0, empty, {}));
  EXPECT_FALSE(VerifyConsistency(0, leaf, 0, leaf, {}));
  EXPECT_FALSE(VerifyConsistency(0, empty, 0, leaf, {}));
  EXPECT_FALSE(VerifyConsistency(0, empty, 0, empty, std::array{empty}));
  EXPECT_FALSE(VerifyConsistency(0, empty, 1, leaf, {}));
  EXPECT_FALSE(VerifyConsistency(1, leaf, 0, empty, {}));
  EXPECT_FALSE(VerifyConsistency(2, leaf, 1, leaf, {}));
}

TEST(Merkle, ASubtreeStartsWhereAPowerOfTwoThatHoldsItDoes) {
  struct Case {
    Range range;
    bool there;
  };
  for (const Case& c : {Case{{0, 1}, true}, Case{{4, 7}, true}, Case{{4, 8}, true},
                        Case{{2, 5}, false}, Case{{1, 3}, false}, Case{{5, 4}, false}}) {
    Status verified = VerifySubtreeInclusion(c.range.begin, c.range, EntryHash(c.range.begin), {},
                                             EntryHash(c.range.begin));
    bool numbers = !verified && verified.error().kind == ErrorKind::kMalformed;
    EXPECT_EQ(!numbers, c.there) << c.range.begin << ".." << c.range.end;
  }
}

// ---- Cost ----

// A tree whose entries are all the same: its subtrees have one hash a height, so
// that proofs in trees of any size can be made and verified.
Result<Digest> AllTheSame(const Subtree& at) {
  Digest out = EntryHash(0);
  for (int i = 0; i < at.height; ++i) out = NodeHash(out, out);
  return out;
}

Digest RootAllTheSame(std::uint64_t size) {
  std::vector<Digest> parts;
  for (const Subtree& at : CompleteSubtrees({0, size})) parts.push_back(AllTheSame(at).value());
  return FoldRight(parts);
}

TEST(Merkle, AProofHasNoMoreThanTwoStepsALevelUpToTheLargestTree) {
  for (int bits = 1; bits < 63; ++bits) {
    std::uint64_t power = std::uint64_t{1} << bits;
    for (std::uint64_t size : {power - 1, power, power + 1, power + power / 2 + 1, kMaxSize}) {
      int levels = std::bit_width(size - 1);
      Digest root = RootAllTheSame(size);
      for (std::uint64_t at : {std::uint64_t{0}, size / 3, size - 1}) {
        Proof proof = ProveInclusion(at, size, AllTheSame).value();
        EXPECT_LE(static_cast<int>(proof.size()), levels);
        EXPECT_TRUE(VerifyInclusion(at, size, EntryHash(0), proof, root)) << at << " of " << size;
        std::uint64_t old = at + 1;
        proof = ProveConsistency(old, size, AllTheSame).value();
        EXPECT_LE(static_cast<int>(proof.size()), levels + 1);
        EXPECT_LE(static_cast<int>(proof.size()), std::max(2 * levels, 1));
        EXPECT_LE(proof.size(), kMaxProofSteps);
        EXPECT_TRUE(VerifyConsistency(old, RootAllTheSame(old), size, root, proof));
      }
    }
  }
}

}  // namespace
}  // namespace avouch::tlog
