// The ledger of an organisation: evidence goes in, in order, and stays.
//
// Files: journal, checkpoint, tile/, payload/, lock. An append is
//
//   1  the envelopes put in place, durably, and read back
//   2  one record of the journal: appended, synced
//   3  read back, and its tree computed from what was read
//   4  the checkpoint of that tree signed
//   5  the checkpoint exchanged for the one that this writer knows, durably
//   6  the tiles published, durably; those at the right edge last
//   7  the answer
//
// What a crash leaves: before 3, perhaps part of a record, which is dropped, or a
// whole one, which is kept; after 5, tiles that are made again. Nothing that was
// answered is lost, and no checkpoint that anybody could have seen is taken back:
// its record was durable before it was signed.
//
// After any error of the disk the writer stops, since it does not know what
// happened: a failed sync may have lost bytes that still look present, until the
// power goes (fsyncgate). Opening again looks at what is there, and writes again,
// to new files, all of it that no checkpoint vouches for.
//
// One writer among all processes, by a lock; a ledger belongs to one thread.

#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/time.h"
#include "crypto/private_key.h"
#include "crypto/secret.h"
#include "store/disk.h"
#include "store/journal.h"
#include "store/payloads.h"
#include "tlog/checkpoint.h"
#include "tlog/reader.h"
#include "tlog/tree.h"

namespace avouch::store {

// Who the log is. Kept by whoever holds the log's key, never in the ledger.
struct LogHolder {
  std::string origin;  // A key name, such as "example.com/log"
  const crypto::PrivateKey* key = nullptr;
  BytesView secret;  // tlog::kMinLogSecret bytes or more; makes the salts
};

struct NewEvidence {
  Digest payload;  // Its evidence id
  Bytes envelope;
};

struct Appended {
  std::uint64_t first = 0;  // Index of the first; the others follow in order
  std::uint64_t size = 0;   // Of the log, with them
  std::string checkpoint;   // Signed
};

class Ledger {
 public:
  // Makes an empty log. Fails with kUsage when there is one already.
  // REQUIRES: the holder is whole, for Open too.
  [[nodiscard]] static Status Create(Disk& disk, const LogHolder& holder);

  // Takes the lock and finishes or drops what a crash left.
  // Fails with kNotFound when there is no log, kIo (another writer, too), and
  // kIntegrity when what is there is not what was signed.
  // REQUIRES: disk, key and secret outlive the ledger.
  [[nodiscard]] static Result<Ledger> Open(Disk& disk, const LogHolder& holder);

  // Appends all of `evidence`, or nothing. `now` may not be before the newest entry.
  // Fails with kUsage (nothing given, or what the log has already, or a clock that
  // went back), kTooLarge, and kIo or kIntegrity, after which the writer has stopped.
  [[nodiscard]] Result<Appended> Append(std::span<const NewEvidence> evidence, Time now);

  [[nodiscard]] const tlog::Checkpoint& head() const { return head_; }
  [[nodiscard]] const std::string& checkpoint() const { return checkpoint_; }  // Signed
  // In order. After a failed append they may be more than head() has.
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
  [[nodiscard]] const tlog::Tree& tree() const { return tree_; }
  // Fails as store::ReadEnvelope and store::EraseEnvelope do, and with kUsage when
  // there is no such entry; after kIo an erasure may have happened.
  [[nodiscard]] Result<Bytes> ReadEnvelope(std::uint64_t index);
  [[nodiscard]] Status EraseEnvelope(std::uint64_t index, std::string_view reason);
  // The index of the entry for these bytes, by their digest.
  [[nodiscard]] std::optional<std::uint64_t> Find(const Digest& envelope) const;
  // True once an append failed in a way that only opening again sorts out.
  [[nodiscard]] bool stopped() const { return stopped_; }

 private:
  Ledger(Disk& disk, LogHolder holder) : disk_(&disk), files_(disk), holder_(std::move(holder)) {}

  // Opening
  [[nodiscard]] Status Load();
  [[nodiscard]] Status Recover(const Bytes& journal, std::size_t whole);
  [[nodiscard]] Result<bool> EdgeIsPublished();

  // Appending, by the steps above
  [[nodiscard]] Status RequireFit(std::span<const NewEvidence> evidence, Time now) const;
  [[nodiscard]] Result<std::vector<Entry>> KeepEnvelopes(std::span<const NewEvidence> evidence,
                                                         Time now);
  [[nodiscard]] Result<Record> WriteToJournal(std::span<const Entry> entries);
  [[nodiscard]] Result<Appended> AppendNow(std::span<const NewEvidence> evidence, Time now);

  void TakeIn(const Entry& entry);
  [[nodiscard]] Status SignAndExchange();
  [[nodiscard]] Status Publish(std::uint64_t from);
  [[nodiscard]] Bytes Contents(const tlog::TileId& id) const;

  Disk* disk_;
  DurableFiles files_;
  LogHolder holder_;
  std::unique_ptr<Disk::Lock> lock_;
  std::vector<Entry> entries_;
  std::vector<std::uint64_t> ends_;  // Number of entries after each batch
  std::map<Digest, std::uint64_t> by_envelope_;
  tlog::Tree tree_;
  std::size_t journal_bytes_ = 0;
  Digest journal_last_;
  tlog::Checkpoint head_;
  std::string checkpoint_;
  bool stopped_ = false;
};

// The tiles of the ledger on `disk`, for a TileReader. Outlived by the disk.
[[nodiscard]] tlog::Fetch FetchFrom(Disk& disk);

// Bounds of the files, and their names.
inline constexpr std::uint64_t kMaxJournalBytes = 1 << 28;  // kMaxEntries in records of one
inline constexpr const char* kJournalPath = "journal";
inline constexpr const char* kCheckpointPath = "checkpoint";
inline constexpr const char* kLockPath = "lock";

}  // namespace avouch::store
