// Every call of an append, every way in which it can fail, every way in which the
// power can go after it; and the same for the recovery from that. Whatever happens:
//
// - what was acknowledged is there, under a tree that goes on from its checkpoint;
// - so is every checkpoint that anybody could have seen, even one that a power cut
//   took back;
// - nothing half-written is taken for whole, by the ledger or by a reader of its
//   files;
// - a writer that does not know what happened has stopped.

#include <gtest/gtest.h>

#include <iostream>
#include <set>
#include <string>
#include <vector>

#include "testing/ledger_world.h"
#include "testing/memory_disk.h"

namespace avouch::store {
namespace {

using testing::ExpectWhole;
using testing::Fault;
using testing::kLogTime;
using testing::MemoryDisk;
using testing::Opened;
using testing::PowerCut;
using testing::SomeEvidence;
using testing::SomeHolder;
using testing::Unsynced;

constexpr Fault kFaults[] = {Fault::kFails, Fault::kHappens, Fault::kHalf,
                             Fault::kFlips, Fault::kDies,    Fault::kDiesHalf};

// Nothing: the process alone ends.
std::vector<std::optional<PowerCut>> AllCuts() {
  std::vector<std::optional<PowerCut>> out = {std::nullopt};
  for (bool names : {false, true}) {
    for (Unsynced bytes : {Unsynced::kLost, Unsynced::kHalf, Unsynced::kZeros, Unsynced::kKept}) {
      out.push_back(PowerCut{names, bytes});
    }
  }
  return out;
}

void End(MemoryDisk& disk, const std::optional<PowerCut>& cut) {
  if (cut) return disk.Crash(*cut);
  disk.EndProcess();
}

// A ledger of `size` entries, at rest, in records of up to 7.
MemoryDisk Rested(int size) {
  MemoryDisk disk;
  EXPECT_TRUE(Ledger::Create(disk, SomeHolder()));
  Ledger ledger = Ledger::Open(disk, SomeHolder()).value();
  for (int at = 0; at < size; at += 7) {
    EXPECT_TRUE(ledger.Append(SomeEvidence(at, std::min(at + 7, size)), kLogTime));
  }
  return disk.Copy();
}

// What a reader of the files sees in a ledger that nobody has opened since: a whole
// checkpoint, and tiles that prove what is right or nothing.
void ExpectNoLie(MemoryDisk& disk, int attempted) {
  tlog::Checkpoint seen = Opened(disk.Seen("checkpoint"));
  auto reader = tlog::TileReader::Open(seen.size, seen.root, FetchFrom(disk));
  if (!reader) return;
  ASSERT_LE(seen.size, static_cast<std::uint64_t>(attempted));
  for (std::uint64_t i = 0; i < seen.size; ++i) {
    if (i > 4 && i + 4 < seen.size) continue;
    auto entry = reader->EntryAt(i);
    if (!entry) continue;
    std::string text = "statement " + std::to_string(i);
    Digest salt = tlog::SaltFor(SomeHolder().secret, crypto::Sha256Of(text));
    EXPECT_EQ(tlog::ParseLeaf(*entry).value().commitment,
              tlog::CommitmentTo(salt, "signed " + text));
  }
}

// Opens what is left, without faults; then goes on, cuts the power, and opens again.
void ExpectRecovered(MemoryDisk disk, const tlog::Checkpoint& promised, int from, int to) {
  {
    auto ledger = Ledger::Open(disk, SomeHolder());
    ASSERT_TRUE(ledger) << ToString(ledger.error());
    auto size = static_cast<int>(ledger->head().size);
    ASSERT_TRUE(size == from || size == to) << size;
    ExpectWhole(disk, promised);
    ASSERT_TRUE(ledger->Append(SomeEvidence(size, size + 2), kLogTime));
    to = size + 2;
  }
  tlog::Checkpoint answered = Opened(disk.Seen("checkpoint"));
  disk.Crash({false, Unsynced::kLost});
  auto ledger = Ledger::Open(disk, SomeHolder());
  ASSERT_TRUE(ledger) << ToString(ledger.error());
  EXPECT_EQ(ledger->head(), answered);
  ASSERT_EQ(static_cast<int>(ledger->head().size), to);
  ExpectWhole(disk, promised);
}

// The disk after an append of entries from..to-1 that met `fault` at call `call`.
struct Scene {
  MemoryDisk disk;
  tlog::Checkpoint promised;  // Acknowledged, or seen
  bool acknowledged = false;
  bool fault_met = false;
  std::string failed_call;
};

Scene AppendWithFault(const MemoryDisk& rested, int from, int to, std::uint64_t call, Fault fault) {
  Scene out{rested.Copy(), {}, false, false, {}};
  auto ledger = Ledger::Open(out.disk, SomeHolder());
  EXPECT_TRUE(ledger);
  out.disk.FailAt(call, fault);
  auto appended = ledger->Append(SomeEvidence(from, to), kLogTime);
  out.acknowledged = appended.has_value();
  out.failed_call = out.disk.failed_call();
  out.fault_met = !out.failed_call.empty();
  out.promised = Opened(appended ? appended->checkpoint : out.disk.Seen("checkpoint"));
  if (appended || !ledger->stopped()) return out;
  // A stopped writer writes no more.
  std::uint64_t calls = out.disk.calls();
  EXPECT_FALSE(ledger->Append(SomeEvidence(to, to + 1), kLogTime));
  EXPECT_EQ(out.disk.calls(), calls);
  return out;
}

struct Counts {
  int calls = 0, scenes = 0, recoveries = 0;
};

// Every call of appending from..to-1 to a ledger of `from` entries.
Counts EnumerateAppend(int from, int to) {
  Counts out;
  const MemoryDisk rested = Rested(from);
  std::set<std::string> kinds;
  std::set<std::pair<Bytes, std::uint64_t>> known;  // What one fault left is often what another did
  for (std::uint64_t call = 1;; ++call) {
    bool met = false;
    for (Fault fault : kFaults) {
      Scene scene = AppendWithFault(rested, from, to, call, fault);
      if (!scene.fault_met) break;
      met = true;
      const std::string kind = scene.failed_call.substr(0, scene.failed_call.rfind(' '));
      const bool harmless = fault == Fault::kFlips && kind != "write" && kind != "append";
      EXPECT_EQ(scene.acknowledged, harmless) << scene.failed_call;
      kinds.insert(kind);
      for (const auto& cut : AllCuts()) {
        SCOPED_TRACE(
            scene.failed_call + ", call " + std::to_string(call) + ", fault " +
            std::to_string(static_cast<int>(fault)) + ", cut " +
            (cut ? std::to_string(cut->names_kept) + std::to_string(static_cast<int>(cut->bytes))
                 : "none"));
        MemoryDisk left = scene.disk.Copy();
        End(left, cut);
        ++out.scenes;
        if (cut && !known.emplace(left.State(), scene.promised.size).second) continue;
        ExpectNoLie(left, to);
        ExpectRecovered(left.Copy(), scene.promised, from, to);
        if (::testing::Test::HasFailure()) return out;
      }
    }
    if (!met) break;
    ++out.calls;
  }
  EXPECT_TRUE(kinds.contains("append") && kinds.contains("sync") && kinds.contains("rename") &&
              kinds.contains("sync folder") && kinds.contains("write") && kinds.contains("read"));
  return out;
}

TEST(LedgerFaults, AtEveryCallOfAnAppendLoseNothingThatWasAcknowledged) {
  Counts all;
  for (auto [from, to] : {std::pair{0, 1}, {1, 3}, {5, 8}}) {
    Counts counts = EnumerateAppend(from, to);
    all.calls += counts.calls, all.scenes += counts.scenes;
  }
  std::cout << all.calls << " calls, " << all.scenes << " faults with what they leave\n";
  EXPECT_GT(all.scenes, 3000);
}

TEST(LedgerFaults, WhereATileFillsUpToo) {
  Counts counts = EnumerateAppend(255, 257);
  std::cout << counts.calls << " calls, " << counts.scenes << " faults with what they leave\n";
  EXPECT_GT(counts.scenes, 2000);
}

// ---- Failing while recovering from a failure ----

// Opens with a fault at `call`; false when the fault was not met.
bool RecoverWithFault(MemoryDisk& disk, std::uint64_t call, Fault fault) {
  disk.FailAt(call, fault);
  auto ledger = Ledger::Open(disk, SomeHolder());
  bool met = disk.calls() >= call;
  EXPECT_FALSE(met && ledger.has_value()) << disk.failed_call();
  return met;
}

int EnumerateRecovery(const Scene& scene, const MemoryDisk& left, int from, int to) {
  int out = 0;
  for (std::uint64_t call = 1;; ++call) {
    for (Fault fault : {Fault::kFails, Fault::kHappens, Fault::kDiesHalf}) {
      MemoryDisk again = left.Copy();
      if (!RecoverWithFault(again, call, fault)) return out;
      tlog::Checkpoint seen = Opened(again.Seen("checkpoint"));
      EXPECT_GE(seen.size, Opened(left.Seen("checkpoint")).size);
      const tlog::Checkpoint& promised = seen.size > scene.promised.size ? seen : scene.promised;
      for (const auto& second : {std::optional<PowerCut>(), std::optional(PowerCut{}),
                                 std::optional(PowerCut{true, Unsynced::kZeros})}) {
        SCOPED_TRACE(scene.failed_call + ", then call " + std::to_string(call) + ": " +
                     again.failed_call());
        MemoryDisk last = again.Copy();
        End(last, second);
        ExpectNoLie(last, to);
        ExpectRecovered(last.Copy(), promised, from, to);
        ++out;
        if (::testing::Test::HasFailure()) return out;
      }
    }
  }
}

TEST(LedgerFaults, AtEveryCallOfARecoveryLoseNothingThatWasAcknowledged) {
  int scenes = 0;
  std::set<Bytes> known;  // What one fault left is often what another did
  const MemoryDisk rested = Rested(3);
  for (std::uint64_t call = 1;; ++call) {
    Scene scene = AppendWithFault(rested, 3, 5, call, Fault::kHalf);
    if (!scene.fault_met) break;
    for (const PowerCut& cut :
         {PowerCut{false, Unsynced::kLost}, PowerCut{true, Unsynced::kHalf}}) {
      MemoryDisk left = scene.disk.Copy();
      left.Crash(cut);
      if (!known.insert(left.State()).second) continue;
      scenes += EnumerateRecovery(scene, left, 3, 5);
      if (HasFailure()) return;
    }
  }
  std::cout << scenes << " faults in recoveries from " << known.size() << " states\n";
  EXPECT_GT(scenes, 3000);
}

// ---- Making one ----

TEST(LedgerFaults, AtEveryCallOfMakingOneLeaveNoneOrAWholeOne) {
  int scenes = 0;
  for (std::uint64_t call = 1;; ++call) {
    bool met = false;
    for (Fault fault : kFaults) {
      MemoryDisk disk;
      disk.FailAt(call, fault);
      Status made = Ledger::Create(disk, SomeHolder());
      if (disk.failed_call().empty()) break;
      met = true;
      EXPECT_TRUE(!made || fault == Fault::kFlips) << disk.failed_call();
      for (const auto& cut : AllCuts()) {
        MemoryDisk left = disk.Copy();
        End(left, cut);
        bool whole = Ledger::Open(left, SomeHolder()).has_value();
        EXPECT_TRUE(whole || Ledger::Create(left, SomeHolder())) << disk.failed_call();
        EXPECT_TRUE(Ledger::Open(left, SomeHolder()));
        ExpectWhole(left, {"example.com/log", 0, tlog::EmptyRoot()});
        ++scenes;
      }
    }
    if (!met) break;
  }
  EXPECT_GT(scenes, 400);
}

}  // namespace
}  // namespace avouch::store
