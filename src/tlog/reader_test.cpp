#include "tlog/reader.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "tlog/merkle.h"

namespace avouch::tlog {
namespace {

Bytes Entry(std::uint64_t index) { return "entry " + std::to_string(index); }

// A log in memory, its tiles made from the leaves alone.
class Log {
 public:
  explicit Log(std::uint64_t size) {
    for (std::uint64_t i = 0; i < size; ++i) {
      head_.Append(LeafHash(Entry(i)));
      roots_.push_back(head_.root());
    }
    for (const TileId& id : TilesBetween(0, size)) files_[TilePath(id)] = Contents(id);
  }
  [[nodiscard]] std::uint64_t size() const { return head_.size(); }
  [[nodiscard]] Digest root() const { return head_.root(); }
  [[nodiscard]] Digest root(std::uint64_t size) const { return roots_[size - 1]; }
  [[nodiscard]] std::map<std::string, Bytes>& files() { return files_; }
  [[nodiscard]] Fetch fetch() {
    return [this](const std::string& path) -> Result<Bytes> {
      ++fetched_[path];
      auto found = files_.find(path);
      if (found == files_.end()) return Fail(ErrorKind::kNotFound, "no such file", path);
      return found->second;
    };
  }
  [[nodiscard]] const std::map<std::string, int>& fetched() const { return fetched_; }

 private:
  static Digest Node(int level, std::uint64_t index) {
    Frontier part;
    std::uint64_t span = std::uint64_t{1} << 8 * level;
    for (std::uint64_t i = 0; i < span; ++i) part.Append(LeafHash(Entry(index * span + i)));
    return part.root();
  }
  static Bytes Contents(const TileId& id) {
    std::vector<Digest> hashes;
    std::vector<Bytes> entries;
    for (int i = 0; i < id.width; ++i) {
      std::uint64_t at = id.index * kFullWidth + static_cast<std::uint64_t>(i);
      if (id.level == kEntriesLevel) entries.push_back(Entry(at));
      if (id.level >= 0) hashes.push_back(Node(id.level, at));
    }
    return id.level == kEntriesLevel ? WriteBundle(entries) : WriteTile(hashes);
  }

  Frontier head_;
  std::vector<Digest> roots_;
  std::map<std::string, Bytes> files_;
  std::map<std::string, int> fetched_;
};

TEST(TileReader, ProvesEveryEntryOfSmallTrees) {
  for (std::uint64_t size = 0; size <= 64; ++size) {
    Log log(size);
    auto reader = TileReader::Open(size, log.root(), log.fetch());
    ASSERT_TRUE(reader) << size << ": " << ToString(reader.error());
    for (std::uint64_t i = 0; i < size; ++i) {
      EXPECT_EQ(reader->EntryAt(i).value(), Entry(i));
      Proof proof = reader->ProveInclusion(i).value();
      EXPECT_TRUE(VerifyInclusion(i, size, LeafHash(Entry(i)), proof, log.root()));
      proof = reader->ProveConsistency(i + 1).value();
      EXPECT_TRUE(VerifyConsistency(i + 1, log.root(i + 1), size, log.root(), proof));
      EXPECT_EQ(reader->RootOf(i + 1).value(), log.root(i + 1));
    }
    EXPECT_FALSE(reader->EntryAt(size));
    EXPECT_FALSE(reader->ProveInclusion(size));
    EXPECT_FALSE(reader->ProveConsistency(size + 1));
  }
}

TEST(TileReader, ProvesAcrossTilesAndLevels) {
  for (std::uint64_t size : {255u, 256u, 257u, 511u, 512u, 513u, 2000u, 65536u, 66000u}) {
    Log log(size);
    auto reader = TileReader::Open(size, log.root(), log.fetch());
    ASSERT_TRUE(reader) << size << ": " << ToString(reader.error());
    for (std::uint64_t i : {std::uint64_t{0}, std::uint64_t{1}, size / 3, size / 2, size - 1}) {
      EXPECT_EQ(reader->EntryAt(i).value(), Entry(i));
      Proof proof = reader->ProveInclusion(i).value();
      EXPECT_TRUE(VerifyInclusion(i, size, LeafHash(Entry(i)), proof, log.root()));
      proof = reader->ProveConsistency(i + 1).value();
      EXPECT_TRUE(VerifyConsistency(i + 1, log.root(i + 1), size, log.root(), proof));
    }
    for (const auto& [path, count] : log.fetched()) {
      EXPECT_TRUE(count == 1 || path.starts_with("tile/entries")) << path;
    }
  }
}

TEST(TileReader, RefusesEveryTileWithOneByteChanged) {
  Log log(600);
  std::map<std::string, Bytes> good = log.files();
  int spoilt = 0;
  for (const auto& [path, bytes] : good) {
    for (std::size_t at = 0; at < bytes.size(); at += bytes.size() / 16 + 1) {
      log.files() = good;
      log.files()[path][at] ^= 1;
      ++spoilt;
      auto reader = TileReader::Open(600, log.root(), log.fetch());
      bool refused = !reader;
      for (std::uint64_t i = 0; i < 600 && !refused; i += 1) refused = !reader->EntryAt(i);
      EXPECT_TRUE(refused) << path << " byte " << at;
    }
  }
  EXPECT_GT(spoilt, 90);
}

TEST(TileReader, RefusesTilesOfAnotherTreeOfTheSameSize) {
  Log log(300);
  EXPECT_EQ(TileReader::Open(300, LeafHash("x"), log.fetch()).error().kind, ErrorKind::kIntegrity);
  EXPECT_EQ(TileReader::Open(0, LeafHash("x"), log.fetch()).error().kind, ErrorKind::kIntegrity);
  EXPECT_EQ(TileReader::Open(299, log.root(299), log.fetch()).error().kind, ErrorKind::kNotFound);
  EXPECT_FALSE(TileReader::Open(kMaxSize + 1, log.root(), log.fetch()));
}

TEST(TileReader, TakesTheFullTileWhereThePartialOneIsGone) {
  Log log(600);
  for (std::uint64_t size : {10u, 255u}) {
    auto reader = TileReader::Open(size, log.root(size), log.fetch());
    ASSERT_TRUE(reader) << size;
    EXPECT_EQ(reader->EntryAt(size - 1).value(), Entry(size - 1));
  }
  // Of level 1 there is neither the partial tile of 300 entries nor a full one.
  EXPECT_EQ(TileReader::Open(300, log.root(300), log.fetch()).error().kind, ErrorKind::kNotFound);
}

TEST(TileReader, ReadsNoMoreThanTwoTilesALevelForAProof) {
  Log log(66000);
  auto reader = TileReader::Open(66000, log.root(), log.fetch());
  ASSERT_TRUE(reader);
  std::size_t edges = log.fetched().size();
  EXPECT_EQ(edges, 3u);
  EXPECT_TRUE(reader->ProveInclusion(70));
  EXPECT_LE(log.fetched().size(), edges + 2);
}

}  // namespace
}  // namespace avouch::tlog
