// The journal: what the log took in, batch by batch, in one file that only grows.
// It is the truth; tiles and checkpoint can be made again from it.
//
// The file: "avouch-journal-v1\n", the log's origin, "\n", then records:
//
//   "avjr"                    4 bytes
//   length of the body        4, big-endian
//   body: first index         8, big-endian
//         entries             108 each: leaf (44), payload digest (32),
//                             envelope digest (32)
//   SHA-256 of the one before (32; of the head line for the first) and all above
//
// A record is whole when all of that holds; what follows a record that is not is
// never read. Pure; any thread.

#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "base/result.h"
#include "tlog/leaf.h"

namespace avouch::store {

inline constexpr std::size_t kMaxBatch = 65536;        // Entries of one record: 7 MB
inline constexpr std::uint64_t kMaxEntries = 1 << 20;  // Tried up to here; beyond is refused
inline constexpr std::size_t kEntryBytes = tlog::kLeafBytes + 64;
inline constexpr std::size_t kRecordExtra = 4 + 4 + 8 + 32;

struct Entry {
  tlog::Leaf leaf;
  Digest payload;   // Names the evidence, and makes the salt
  Digest envelope;  // Names the bytes in the store

  bool operator==(const Entry&) const = default;
};

[[nodiscard]] Bytes JournalHead(std::string_view origin);

// What the first record is chained to.
[[nodiscard]] Digest HeadDigest(std::string_view origin);

// REQUIRES: 1..kMaxBatch entries; their times are leaf times.
[[nodiscard]] Bytes WriteRecord(const Digest& before, std::uint64_t first,
                                std::span<const Entry> entries);

struct Record {
  std::vector<Entry> entries;
  std::size_t bytes = 0;  // Its length
  Digest digest;          // Its last 32 bytes
};

// The record at the start of `bytes`. Fails with kMalformed when it is not whole,
// not chained to `before`, or does not start with entry `first`.
[[nodiscard]] Result<Record> ReadRecord(BytesView bytes, const Digest& before, std::uint64_t first);

struct Journal {
  std::vector<Entry> entries;
  std::vector<std::uint64_t> ends;  // Number of entries after each record
  std::size_t whole = 0;            // Bytes up to the end of the last whole record
  Digest last;                      // Chained to by the next record
};

// Reads up to the first record that is not whole: `whole` < bytes.size() then.
// Fails with kMalformed when the head is not that of `origin`'s journal, and
// kTooLarge beyond kMaxEntries.
[[nodiscard]] Result<Journal> ReadJournal(BytesView bytes, std::string_view origin);

}  // namespace avouch::store
