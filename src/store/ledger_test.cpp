#include "store/ledger.h"

#include <gtest/gtest.h>

#include <string>

#include "store/fsck.h"
#include "testing/ledger_world.h"
#include "testing/memory_disk.h"

namespace avouch::store {
namespace {

using testing::ExpectWhole;
using testing::kLogTime;
using testing::MemoryDisk;
using testing::SomeEvidence;
using testing::SomeHolder;

Ledger Made(MemoryDisk& disk) {
  EXPECT_TRUE(Ledger::Create(disk, SomeHolder()));
  auto ledger = Ledger::Open(disk, SomeHolder());
  EXPECT_TRUE(ledger) << ToString(ledger.error());
  return std::move(*ledger);
}

ErrorKind KindOf(const auto& result) { return result ? ErrorKind::kInternal : result.error().kind; }

TEST(Ledger, StartsEmptyAndOnce) {
  MemoryDisk disk;
  EXPECT_EQ(KindOf(Ledger::Open(disk, SomeHolder())), ErrorKind::kNotFound);
  {
    Ledger ledger = Made(disk);
    EXPECT_EQ(ledger.head(), (tlog::Checkpoint{"example.com/log", 0, tlog::EmptyRoot()}));
  }
  EXPECT_EQ(KindOf(Ledger::Create(disk, SomeHolder())), ErrorKind::kUsage);
  ExpectWhole(disk, {"example.com/log", 0, tlog::EmptyRoot()});
}

TEST(Ledger, TakesBatchesInAndIsTheSameWhenOpenedAgain) {
  MemoryDisk disk;
  Ledger ledger = Made(disk);
  int size = 0;
  for (int count : {1, 1, 3, 250, 2, 255, 1, 300}) {
    tlog::Checkpoint before = ledger.head();
    auto appended = ledger.Append(SomeEvidence(size, size + count), {kLogTime.seconds + size});
    ASSERT_TRUE(appended) << ToString(appended.error());
    EXPECT_EQ(appended->first, static_cast<std::uint64_t>(size));
    size += count;
    EXPECT_EQ(appended->size, static_cast<std::uint64_t>(size));
    EXPECT_EQ(testing::Opened(appended->checkpoint), ledger.head());
    EXPECT_EQ(disk.Seen("checkpoint"), appended->checkpoint);
    ExpectWhole(disk, before);
  }
  MemoryDisk copy = disk.Copy();
  auto again = Ledger::Open(copy, SomeHolder());
  ASSERT_TRUE(again) << ToString(again.error());
  EXPECT_EQ(again->head(), ledger.head());
  EXPECT_EQ(again->entries(), ledger.entries());
  EXPECT_EQ(again->Find(crypto::Sha256Of("signed statement 300")), 300u);
  EXPECT_FALSE(again->Find(crypto::Sha256Of("signed statement 3000")));
}

TEST(Ledger, OpeningARestedOneWritesNothing) {
  MemoryDisk disk;
  {
    Ledger ledger = Made(disk);
    ASSERT_TRUE(ledger.Append(SomeEvidence(0, 300), kLogTime));
  }
  std::map<std::string, Bytes> before;
  for (const std::string& path : disk.Paths()) before[path] = disk.Seen(path);
  disk.FailAt(0, testing::Fault::kNone);
  EXPECT_TRUE(Ledger::Open(disk, SomeHolder()));
  EXPECT_LT(disk.calls(), 8u);  // Lock, checkpoint, journal, the edge
  for (const std::string& path : disk.Paths()) EXPECT_EQ(disk.Seen(path), before[path]) << path;
}

TEST(Ledger, OpenedPublishesAgainWhatIsSpoiltOrLostAtItsEdge) {
  MemoryDisk rested;
  tlog::Checkpoint head;
  {
    Ledger ledger = Made(rested);
    ASSERT_TRUE(ledger.Append(SomeEvidence(0, 300), kLogTime));
    head = ledger.head();
  }
  for (const tlog::TileId& id : tlog::EdgeTiles(300)) {
    const std::string path = tlog::TilePath(id);
    Bytes spoilt = rested.Seen(path);
    spoilt[0] ^= 1;
    for (const Bytes& bytes : {spoilt, spoilt + "x", Bytes()}) {
      MemoryDisk disk = rested.Copy();
      disk.Spoil(path, bytes);
      if (bytes.empty()) disk.Lose(path);
      EXPECT_TRUE(Ledger::Open(disk, SomeHolder()));
      ExpectWhole(disk, head);
    }
  }
}

TEST(Ledger, HasOneWriter) {
  MemoryDisk disk;
  Ledger ledger = Made(disk);
  EXPECT_EQ(KindOf(Ledger::Open(disk, SomeHolder())), ErrorKind::kIo);
  EXPECT_EQ(KindOf(Ledger::Create(disk, SomeHolder())), ErrorKind::kIo);
}

TEST(Ledger, RefusesWhatItCannotTakeAndGoesOn) {
  MemoryDisk disk;
  Ledger ledger = Made(disk);
  ASSERT_TRUE(ledger.Append(SomeEvidence(0, 2), kLogTime));
  const Bytes journal = disk.Seen("journal");
  auto refused = [&](const std::vector<NewEvidence>& evidence, Time now) {
    return KindOf(ledger.Append(evidence, now));
  };
  std::vector<NewEvidence> twice = SomeEvidence(5, 6);
  twice.push_back(twice.front());
  EXPECT_EQ(refused({}, kLogTime), ErrorKind::kUsage);
  EXPECT_EQ(refused(SomeEvidence(1, 3), kLogTime), ErrorKind::kUsage);
  EXPECT_EQ(refused(twice, kLogTime), ErrorKind::kUsage);
  EXPECT_EQ(refused(SomeEvidence(2, 3), {kLogTime.seconds - 1}), ErrorKind::kUsage);
  EXPECT_EQ(refused(SomeEvidence(2, 3), {tlog::kLastLeafTime.seconds + 1}), ErrorKind::kUsage);
  EXPECT_EQ(disk.Seen("journal"), journal);
  EXPECT_FALSE(ledger.stopped());
  EXPECT_TRUE(ledger.Append(SomeEvidence(2, 3), kLogTime));
  ExpectWhole(disk, ledger.head());
}

TEST(Ledger, StopsWhenTheCheckpointIsNotTheOneItKnows) {
  MemoryDisk disk;
  Ledger ledger = Made(disk);
  ASSERT_TRUE(ledger.Append(SomeEvidence(0, 2), kLogTime));
  disk.Spoil("checkpoint", disk.Seen("checkpoint") + "— example.com/w AAAAAQI=\n");
  EXPECT_EQ(KindOf(ledger.Append(SomeEvidence(2, 3), kLogTime)), ErrorKind::kIntegrity);
  EXPECT_TRUE(ledger.stopped());
  EXPECT_EQ(KindOf(ledger.Append(SomeEvidence(2, 3), kLogTime)), ErrorKind::kIo);
}

TEST(Ledger, OfAnotherKeyOriginOrPastIsNotOpened) {
  MemoryDisk disk;
  Bytes first;
  {
    Ledger ledger = Made(disk);
    ASSERT_TRUE(ledger.Append(SomeEvidence(0, 2), kLogTime));
    first = disk.Seen("journal");
    ASSERT_TRUE(ledger.Append(SomeEvidence(2, 4), kLogTime));
  }
  const crypto::PrivateKey other = crypto::PrivateKey::FromSeed(Bytes(32, 'o'));
  LogHolder holder = SomeHolder();
  holder.key = &other;
  EXPECT_EQ(KindOf(Ledger::Open(disk, holder)), ErrorKind::kIntegrity);
  holder = SomeHolder();
  holder.origin = "example.com/log2";
  EXPECT_EQ(KindOf(Ledger::Open(disk, holder)), ErrorKind::kIntegrity);

  // The journal as it was before the last append, as a backup would bring it back.
  const Bytes whole = disk.Seen("journal");
  disk.Spoil("journal", first);
  EXPECT_EQ(KindOf(Ledger::Open(disk, SomeHolder())), ErrorKind::kIntegrity);
  EXPECT_EQ(KindOf(Fsck(disk, testing::SomeLogKey())), ErrorKind::kIntegrity);
  // A journal of other entries that is whole in itself.
  MemoryDisk elsewhere;
  {
    Ledger ledger = Made(elsewhere);
    ASSERT_TRUE(ledger.Append(SomeEvidence(7, 12), kLogTime));
  }
  disk.Spoil("journal", elsewhere.Seen("journal"));
  EXPECT_EQ(KindOf(Ledger::Open(disk, SomeHolder())), ErrorKind::kIntegrity);
  disk.Spoil("journal", whole);
  EXPECT_TRUE(Ledger::Open(disk, SomeHolder()));
  disk.Lose("checkpoint");
  EXPECT_EQ(KindOf(Ledger::Open(disk, SomeHolder())), ErrorKind::kNotFound);
  EXPECT_EQ(KindOf(Ledger::Create(disk, SomeHolder())), ErrorKind::kUsage);
}

TEST(Ledger, WithAnyByteOfItsJournalChangedIsNotOpened) {
  MemoryDisk disk;
  {
    Ledger ledger = Made(disk);
    ASSERT_TRUE(ledger.Append(SomeEvidence(0, 2), kLogTime));
    ASSERT_TRUE(ledger.Append(SomeEvidence(2, 3), kLogTime));
  }
  const Bytes good = disk.Seen("journal");
  for (std::size_t at = 0; at < good.size(); ++at) {
    Bytes spoilt = good;
    spoilt[at] ^= 1;
    disk.Spoil("journal", spoilt);
    EXPECT_FALSE(Ledger::Open(disk, SomeHolder())) << at;
    EXPECT_FALSE(Fsck(disk, testing::SomeLogKey())) << at;
  }
}

// ---- Payloads ----

TEST(Payloads, AreErasedForAReasonAndTheCommitmentStays) {
  MemoryDisk disk;
  Ledger ledger = Made(disk);
  ASSERT_TRUE(ledger.Append(SomeEvidence(0, 3), kLogTime));
  ASSERT_TRUE(ledger.Append(SomeEvidence(3, 4), kLogTime));
  EXPECT_EQ(ledger.ReadEnvelope(1).value(), "signed statement 1");
  EXPECT_EQ(KindOf(ledger.EraseEnvelope(1, "")), ErrorKind::kUsage);
  EXPECT_EQ(KindOf(ledger.EraseEnvelope(1, "two\nlines")), ErrorKind::kUsage);
  EXPECT_EQ(KindOf(ledger.EraseEnvelope(4, "why")), ErrorKind::kUsage);
  ASSERT_TRUE(ledger.EraseEnvelope(1, "asked for by the person"));
  auto read = ledger.ReadEnvelope(1);
  ASSERT_EQ(KindOf(read), ErrorKind::kNotFound);
  EXPECT_EQ(read.error().what, "erased: asked for by the person");
  EXPECT_EQ(KindOf(ledger.EraseEnvelope(1, "again")), ErrorKind::kNotFound);
  for (std::uint64_t i : {0, 2, 3}) EXPECT_TRUE(ledger.ReadEnvelope(i)) << i;
  for (const std::string& path : disk.Paths()) {
    EXPECT_EQ(disk.Seen(path).find("signed statement 1"), Bytes::npos) << path;
  }
  FsckReport report = Fsck(disk, testing::SomeLogKey(), SomeHolder().secret).value();
  EXPECT_EQ(report.erased, 1u);
  EXPECT_EQ(report.payloads, 3u);
  EXPECT_TRUE(report.problems.empty());
  EXPECT_EQ(KindOf(ledger.Append(SomeEvidence(1, 2), kLogTime)), ErrorKind::kUsage);
}

TEST(Payloads, OfABatchAreReadBackWholeOrNotAtAll) {
  const std::vector<Kept> kept = {{false, "abc"}, {true, "why"}, {false, ""}};
  const Bytes bytes = WritePack(kept);
  EXPECT_EQ(ParsePack(bytes).value(), kept);
  for (std::size_t cut = 0; cut < bytes.size(); ++cut) {
    auto parsed = ParsePack(bytes.substr(0, cut));
    EXPECT_FALSE(parsed && parsed->size() == kept.size()) << cut;
  }
  EXPECT_FALSE(ParsePack("x" + bytes));
  EXPECT_FALSE(ParsePack(bytes + "p"));
  EXPECT_EQ(PackPath(123), "payload/000000000123");
}

TEST(Payloads, WithOtherBytesThanTheLogTookInAreRefused) {
  MemoryDisk disk;
  Ledger ledger = Made(disk);
  ASSERT_TRUE(ledger.Append(SomeEvidence(0, 2), kLogTime));
  disk.Spoil(PackPath(0),
             WritePack(std::vector<Kept>{{false, "other"}, {false, "signed statement 1"}}));
  EXPECT_EQ(KindOf(ledger.ReadEnvelope(0)), ErrorKind::kIntegrity);
  EXPECT_TRUE(ledger.ReadEnvelope(1));
  EXPECT_EQ(Fsck(disk, testing::SomeLogKey()).value().problems.size(), 1u);
  disk.Spoil(PackPath(0), WritePack(std::vector<Kept>{{false, "signed statement 0"}}));
  EXPECT_EQ(KindOf(ledger.ReadEnvelope(0)), ErrorKind::kIntegrity);
  EXPECT_EQ(Fsck(disk, testing::SomeLogKey()).value().problems.size(), 1u);
}

TEST(Payloads, AreFoundByTheBatchTheyCameIn) {
  const std::vector<std::uint64_t> ends = {1, 4, 6};
  EXPECT_EQ(PlaceOf(ends, 0).value(), (Place{0, 0, 1}));
  EXPECT_EQ(PlaceOf(ends, 1).value(), (Place{1, 0, 3}));
  EXPECT_EQ(PlaceOf(ends, 3).value(), (Place{1, 2, 3}));
  EXPECT_EQ(PlaceOf(ends, 5).value(), (Place{4, 1, 2}));
  EXPECT_FALSE(PlaceOf(ends, 6));
  EXPECT_FALSE(PlaceOf({}, 0));
}

// ---- Fsck ----

TEST(Fsck, FindsEachFileThatIsSpoiltOrLost) {
  MemoryDisk disk;
  {
    Ledger ledger = Made(disk);
    ASSERT_TRUE(ledger.Append(SomeEvidence(0, 300), kLogTime));
  }
  int found = 0, unpublished = 0;
  for (const std::string& path : disk.Paths()) {
    if (!path.starts_with("tile/") && !path.starts_with("payload/")) continue;
    const Bytes good = disk.Seen(path);
    for (bool lost : {false, true}) {
      if (lost) {
        disk.Lose(path);
      } else {
        disk.Spoil(path, good.substr(1));
      }
      FsckReport report = Fsck(disk, testing::SomeLogKey()).value();
      disk.Spoil(path, good);
      if (report.unpublished == 1 && report.problems.empty()) {
        ++unpublished;
        EXPECT_TRUE(lost) << path;
        continue;
      }
      ASSERT_EQ(report.problems.size(), 1u) << path;
      EXPECT_TRUE(report.problems.front().starts_with(path)) << report.problems.front();
      ++found;
    }
  }
  EXPECT_EQ(unpublished, 2) << "the two at the edge, as a writer leaves it that was stopped";
  EXPECT_EQ(found, 2 * (1 + 5) - 2);
  EXPECT_TRUE(Fsck(disk, testing::SomeLogKey()).value().problems.empty());
}

TEST(Fsck, WhatAStoppedWriterHasNotPublishedIsNoProblemAndTheNextOneDoesIt) {
  MemoryDisk disk;
  {
    Ledger ledger = Made(disk);
    ASSERT_TRUE(ledger.Append(SomeEvidence(0, 3), kLogTime));
    ASSERT_TRUE(ledger.Append(SomeEvidence(3, 300), kLogTime));
  }
  for (const std::string& path : disk.Paths())
    if (path.starts_with("tile/")) disk.Lose(path);
  const FsckReport report = Fsck(disk, testing::SomeLogKey()).value();
  EXPECT_GT(report.unpublished, 0u);
  EXPECT_TRUE(report.problems.empty());
  {
    Ledger ledger = Ledger::Open(disk, SomeHolder()).value();
  }
  EXPECT_EQ(Fsck(disk, testing::SomeLogKey()).value().unpublished, 0u);
  // A tile of an earlier batch was published once: that it is gone is told.
  {
    Ledger ledger = Ledger::Open(disk, SomeHolder()).value();
    ASSERT_TRUE(ledger.Append(SomeEvidence(300, 302), kLogTime));
  }
  disk.Lose("tile/0/000");
  EXPECT_EQ(Fsck(disk, testing::SomeLogKey()).value().problems.size(), 1u);
}

TEST(Fsck, WithTheSecretMakesTheCommitmentsAgain) {
  MemoryDisk disk;
  Ledger ledger = Made(disk);
  ASSERT_TRUE(ledger.Append(SomeEvidence(0, 2), kLogTime));
  EXPECT_TRUE(Fsck(disk, testing::SomeLogKey(), SomeHolder().secret).value().problems.empty());
  EXPECT_EQ(Fsck(disk, testing::SomeLogKey(), Bytes(32, 'x')).value().problems.size(), 2u);
}

}  // namespace
}  // namespace avouch::store
