// A log's holder and evidence for tests of the store, and what must hold of a
// ledger whatever has happened to it. One thread.

#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "crypto/hash.h"
#include "store/fsck.h"
#include "store/ledger.h"

namespace avouch::testing {

inline constexpr Time kLogTime{1764145754};

inline const store::LogHolder& SomeHolder() {
  static const crypto::PrivateKey key = crypto::PrivateKey::FromSeed(Bytes(32, 'k'));
  static const Bytes secret(32, 's');
  static const store::LogHolder holder{"example.com/log", &key, secret};
  return holder;
}

inline tlog::NoteKey SomeLogKey() {
  const store::LogHolder& holder = SomeHolder();
  return tlog::MakeNoteKey(holder.origin, tlog::NoteKeyKind::kEd25519, holder.key->public_key())
      .value();
}

// Evidence number `from` .. `to` - 1.
inline std::vector<store::NewEvidence> SomeEvidence(int from, int to) {
  std::vector<store::NewEvidence> out;
  for (int n = from; n < to; ++n) {
    std::string text = "statement " + std::to_string(n);
    out.push_back({crypto::Sha256Of(text), "signed " + text});
  }
  return out;
}

// What a signed checkpoint says; fails the test when it is not one.
inline tlog::Checkpoint Opened(const std::string& note) {
  auto opened = tlog::OpenCheckpoint(note, SomeLogKey());
  EXPECT_TRUE(opened) << note;
  return opened ? opened->checkpoint : tlog::Checkpoint();
}

// The ledger on `disk` is whole, and is how the log of `earlier` went on. Looks
// as a stranger does: by tiles under the signed root, and by fsck.
inline void ExpectWhole(store::Disk& disk, const tlog::Checkpoint& earlier) {
  auto report = store::Fsck(disk, SomeLogKey(), SomeHolder().secret);
  ASSERT_TRUE(report) << ToString(report.error());
  EXPECT_TRUE(report->problems.empty()) << report->problems.front();
  EXPECT_EQ(report->unfinished, 0u);
  ASSERT_GE(report->head.size, earlier.size);
  auto reader =
      tlog::TileReader::Open(report->head.size, report->head.root, store::FetchFrom(disk));
  ASSERT_TRUE(reader) << ToString(reader.error());
  EXPECT_EQ(reader->RootOf(earlier.size).value(), earlier.root);
  // Fsck looked at each; a reader of tiles looks at the ends and at some between.
  for (std::uint64_t i = 0; i < report->head.size; ++i) {
    if (i > 4 && i + 4 < report->head.size && i % 41 != 0) continue;
    std::string text = "statement " + std::to_string(i);
    Digest salt = tlog::SaltFor(SomeHolder().secret, crypto::Sha256Of(text));
    auto leaf = tlog::ParseLeaf(reader->EntryAt(i).value());
    ASSERT_TRUE(leaf);
    EXPECT_EQ(leaf->commitment, tlog::CommitmentTo(salt, "signed " + text)) << i;
  }
}

}  // namespace avouch::testing
