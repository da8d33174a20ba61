// The tree in memory and the reader of tiles, two ways to one proof.

#include "tlog/tree.h"

#include <gtest/gtest.h>

#include <string>

#include "tlog/reader.h"

namespace avouch::tlog {
namespace {

TEST(Tree, MakesTilesFromWhichAReaderMakesTheSameProofs) {
  Tree tree;
  std::vector<Digest> roots = {tree.root()};
  for (std::uint64_t size = 1; size <= 66000; ++size) {
    tree.Append(LeafHash(std::to_string(size - 1)));
    roots.push_back(tree.root());
    bool look = size <= 20 || (size % 256 < 2 && size < 1000) || size % 65536 < 2 || size == 66000;
    if (!look) continue;
    ASSERT_EQ(tree.size(), size);
    auto reader = TileReader::Open(size, tree.root(), [&](const std::string& path) {
      return Result<Bytes>(tree.Contents(ParseTilePath(path).value()));
    });
    ASSERT_TRUE(reader) << size << ": " << ToString(reader.error());
    for (std::uint64_t at : {std::uint64_t{0}, size / 3, size / 2, size - 1}) {
      Proof proof = tree.ProveInclusion(at).value();
      EXPECT_EQ(proof, reader->ProveInclusion(at).value());
      EXPECT_TRUE(VerifyInclusion(at, size, LeafHash(std::to_string(at)), proof, tree.root()));
      proof = tree.ProveConsistency(at + 1).value();
      EXPECT_EQ(proof, reader->ProveConsistency(at + 1).value());
      EXPECT_TRUE(VerifyConsistency(at + 1, roots[at + 1], size, tree.root(), proof));
    }
    EXPECT_FALSE(tree.ProveInclusion(size));
    EXPECT_FALSE(tree.ProveConsistency(size + 1));
  }
}

}  // namespace
}  // namespace avouch::tlog
