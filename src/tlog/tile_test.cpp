#include "tlog/tile.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tlog/leaf.h"
#include "tlog/merkle.h"

namespace avouch::tlog {
namespace {

TEST(TilePath, IsReadBack) {
  struct Case {
    TileId id;
    const char* path;
  };
  const Case cases[] = {
      {{0, 0}, "tile/0/000"},
      {{0, 0, 1}, "tile/0/000.p/1"},
      {{0, 999, 255}, "tile/0/999.p/255"},
      {{0, 1000}, "tile/0/x001/000"},
      {{0, 1234067}, "tile/0/x001/x234/067"},
      {{0, 1234067, 8}, "tile/0/x001/x234/067.p/8"},
      {{63, 1}, "tile/63/001"},
      {{kEntriesLevel, 5}, "tile/entries/005"},
      {{kEntriesLevel, 123456, 7}, "tile/entries/x123/456.p/7"},
      {{7, kMaxTileIndex}, "tile/7/x072/x057/x594/x037/x927/935"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(TilePath(c.id), c.path);
    auto id = ParseTilePath(c.path);
    ASSERT_TRUE(id) << c.path;
    EXPECT_EQ(*id, c.id) << c.path;
  }
}

TEST(TilePath, InAnotherSpellingIsRefused) {
  for (const char* path : {"",
                           "tile",
                           "tile/",
                           "tile/0",
                           "tile/0/",
                           "/tile/0/000",
                           "tile/0/0",
                           "tile/0/00",
                           "tile/0/0000",
                           "tile/0/1000",
                           "tile/00/000",
                           "tile/01/000",
                           "tile/64/000",
                           "tile/-1/000",
                           "tile/+1/000",
                           "tile/0/x000/001",
                           "tile/0/x001",
                           "tile/0/001/002",
                           "tile/0/x01/002",
                           "tile/0/X001/002",
                           "tile/0/000/",
                           "tile/0/000.p",
                           "tile/0/000.p/",
                           "tile/0/000.p/0",
                           "tile/0/000.p/256",
                           "tile/0/000.p/01",
                           "tile/0/000.p/1/",
                           "tile/0/000.p/1.p/1",
                           "tile/0/000.P/1",
                           "tile/0/ 00",
                           "tile/0/000 ",
                           "tile/data/000",
                           "tile/entries",
                           "tile/8/00a",
                           "tile/7/x072/x057/x594/x037/x927/936",
                           "tile/7/x999/x999/x999/x999/x999/999",
                           "tile/0/x001/../000",
                           "tile/0/x001//000"}) {
    auto id = ParseTilePath(path);
    ASSERT_FALSE(id) << path;
    EXPECT_EQ(id.error().kind, ErrorKind::kMalformed) << path;
  }
  EXPECT_FALSE(ParseTilePath(std::string_view("tile/0/000\0", 11)));
}

// c2sp.org/tlog-tiles, "Partial Tiles": its own example.
TEST(Tiles, OfTheTreeInTheSpecification) {
  std::vector<TileId> edges = EdgeTiles(70000);
  EXPECT_EQ(edges, (std::vector<TileId>{{0, 273, 112}, {1, 1, 17}, {2, 0, 1}}));
  EXPECT_EQ(EdgeTiles(256), (std::vector<TileId>{{1, 0, 1}}));
  EXPECT_TRUE(EdgeTiles(0).empty());
  std::vector<TileId> all = TilesBetween(0, 70000);
  std::size_t full = 0;
  for (const TileId& id : all) full += id.level == 0 && id.width == kFullWidth ? 1 : 0;
  EXPECT_EQ(full, 273u);
  EXPECT_EQ(all.size(), 2 * (273u + 1) + 1 + 1 + 1);
  EXPECT_EQ(all.back(), (TileId{2, 0, 1}));
}

TEST(Tiles, AnAppendPublishesWhatChangedAndTheEdgeLast) {
  EXPECT_TRUE(TilesBetween(5, 5).empty());
  EXPECT_EQ(TilesBetween(0, 1), (std::vector<TileId>{{kEntriesLevel, 0, 1}, {0, 0, 1}}));
  EXPECT_EQ(TilesBetween(255, 256), (std::vector<TileId>{{kEntriesLevel, 0}, {0, 0}, {1, 0, 1}}));
  EXPECT_EQ(TilesBetween(255, 258),
            (std::vector<TileId>{
                {kEntriesLevel, 0}, {0, 0}, {kEntriesLevel, 1, 2}, {0, 1, 2}, {1, 0, 1}}));
}

TEST(Tiles, OfEverySizeHaveTheNodesThatTheyClaim) {
  for (std::uint64_t size = 0; size < 1200; ++size) {
    std::set<std::string> paths;
    for (std::uint64_t old : {std::uint64_t{0}, size / 2, size}) {
      for (const TileId& id : TilesBetween(old, size)) {
        int shift = id.level == kEntriesLevel ? 0 : 8 * id.level;
        std::uint64_t end = id.index * kFullWidth + static_cast<std::uint64_t>(id.width);
        EXPECT_LE(end << shift, size);
        EXPECT_TRUE(id.width == kFullWidth || end == size >> shift);
        EXPECT_GT(end << shift, old);
        paths.insert(TilePath(id));
      }
    }
    for (const TileId& id : EdgeTiles(size)) EXPECT_TRUE(paths.contains(TilePath(id)));
  }
}

TEST(TileContents, AreReadBackAtTheirOwnWidthOnly) {
  for (int width : {1, 2, 255, 256}) {
    std::vector<Digest> hashes;
    for (int i = 0; i < width; ++i) hashes.push_back(LeafHash(std::to_string(i)));
    Bytes bytes = WriteTile(hashes);
    EXPECT_EQ(bytes.size(), 32u * static_cast<unsigned>(width));
    EXPECT_EQ(ParseTile(bytes, width).value(), hashes);
    EXPECT_FALSE(ParseTile(bytes, width + 1));
    EXPECT_FALSE(ParseTile(bytes, width - 1));
    EXPECT_FALSE(ParseTile(bytes.substr(1), width));
    EXPECT_FALSE(ParseTile(bytes + '\0', width));
  }
  EXPECT_FALSE(ParseTile("", 0));
}

TEST(BundleContents, AreReadBackAndEndWhereTheyEnd) {
  const std::vector<Bytes> entries = {"", "a", Bytes(kMaxEntryBytes, 'x'), Bytes("\0\1", 2)};
  Bytes bytes = WriteBundle(entries);
  EXPECT_EQ(ParseBundle(bytes, 4).value(), entries);
  EXPECT_EQ(bytes.substr(0, 5), Bytes("\0\0\0\1a", 5));
  for (int width : {0, 3, 5}) EXPECT_FALSE(ParseBundle(bytes, width)) << width;
  EXPECT_FALSE(ParseBundle(bytes + '\0', 4));
  EXPECT_FALSE(ParseBundle(bytes + Bytes(2, '\0'), 4));  // An empty entry more
  Bytes small = WriteBundle(std::vector<Bytes>{"ab", "c"});
  for (std::size_t cut = 0; cut < small.size(); ++cut) {
    EXPECT_FALSE(ParseBundle(small.substr(0, cut), 2)) << cut;
  }
}

TEST(Leaf, IsReadBackAndHasOneSpelling) {
  Leaf leaf{{1764145754}, LeafHash("c")};
  Bytes bytes = WriteLeaf(leaf);
  ASSERT_EQ(bytes.size(), kLeafBytes);
  EXPECT_EQ(ToHex(bytes.substr(0, 12)),
            "61766c31"
            "000000006926ba5a");
  EXPECT_EQ(ParseLeaf(bytes).value(), leaf);
  EXPECT_EQ(ParseLeaf(WriteLeaf({kLastLeafTime, {}})).value().time, kLastLeafTime);
  EXPECT_FALSE(ParseLeaf(bytes + '\0'));
  EXPECT_FALSE(ParseLeaf(bytes.substr(0, 43)));
  EXPECT_FALSE(ParseLeaf(""));
  Bytes other = bytes;
  other[3] = '2';
  EXPECT_EQ(ParseLeaf(other).error().kind, ErrorKind::kUnsupported);
  other = bytes;
  other[4] = '\x80';  // Before 1970, or after the last year that RFC 3339 can say
  EXPECT_EQ(ParseLeaf(other).error().kind, ErrorKind::kMalformed);
}

TEST(Leaf, CommitsToPayloadAndEnvelopeUnderTheLogsSecret) {
  const Bytes secret(32, 's'), other(32, 't');
  Digest payload = LeafHash("payload");
  Digest salt = SaltFor(secret, payload);
  EXPECT_EQ(salt, SaltFor(secret, payload));
  EXPECT_NE(salt, SaltFor(other, payload));
  EXPECT_NE(salt, SaltFor(secret, LeafHash("other")));
  EXPECT_EQ(CommitmentTo(salt, "envelope"), CommitmentTo(salt, "envelope"));
  EXPECT_NE(CommitmentTo(salt, "envelope"), CommitmentTo(salt, "envelopf"));
  EXPECT_NE(CommitmentTo(salt, "envelope"), CommitmentTo(SaltFor(other, payload), "envelope"));
}

}  // namespace
}  // namespace avouch::tlog
