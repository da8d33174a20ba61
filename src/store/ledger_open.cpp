// Making a ledger, and opening one after anything that can have happened to it.
//
// The checkpoint divides the journal: what it covers was durable before it was
// signed and must be there, byte for byte; what lies beyond was promised to
// nobody. Of that, whole records are kept, because a checkpoint over them may have
// been seen that a power cut then took back; the rest is dropped. Nothing is cut
// off in place: the journal is written anew beside and put in its place, since
// bytes beyond may be there in memory only, after a sync that failed.

#include <algorithm>
#include <cassert>

#include "store/ledger.h"

namespace avouch::store {
namespace {

Status RequireWhole(const LogHolder& holder) {
  assert(holder.key != nullptr && holder.secret.size() >= tlog::kMinLogSecret);
  if (!tlog::IsKeyName(holder.origin)) {
    return Fail(ErrorKind::kUsage, "no name for a log", holder.origin);
  }
  return {};
}

bool IsMissing(const Error& error) { return error.kind == ErrorKind::kNotFound; }

// Nothing that was ever promised: no journal, or one without a record.
Status RequireNothingThere(Disk& disk, const LogHolder& holder) {
  auto checkpoint = disk.Read(kCheckpointPath, 0, tlog::kMaxNoteBytes);
  if (checkpoint) return Fail(ErrorKind::kUsage, "there is a log already", kCheckpointPath);
  if (!IsMissing(checkpoint.error())) return std::unexpected(checkpoint.error());
  auto journal = disk.Read(kJournalPath, 0, kMaxJournalBytes);
  if (!journal && !IsMissing(journal.error())) return std::unexpected(journal.error());
  if (journal && *journal != JournalHead(holder.origin)) {
    return Fail(ErrorKind::kUsage, "there is a log already, without its checkpoint", kJournalPath);
  }
  return {};
}

}  // namespace

Status Ledger::Create(Disk& disk, const LogHolder& holder) {
  AVOUCH_CHECK_OK(RequireWhole(holder));
  AVOUCH_TRY(auto lock, disk.TakeLock(kLockPath));
  AVOUCH_CHECK_OK(RequireNothingThere(disk, holder));
  DurableFiles files(disk);
  AVOUCH_CHECK_OK(files.Put(kJournalPath, JournalHead(holder.origin)));
  const tlog::Checkpoint empty{holder.origin, 0, tlog::EmptyRoot()};
  AVOUCH_TRY(std::string checkpoint, tlog::SignCheckpoint(empty, *holder.key));
  return files.Put(kCheckpointPath, checkpoint);
}

Result<Ledger> Ledger::Open(Disk& disk, const LogHolder& holder) {
  AVOUCH_CHECK_OK(RequireWhole(holder));
  Ledger out(disk, holder);
  AVOUCH_TRY(out.lock_, disk.TakeLock(kLockPath));
  AVOUCH_CHECK_OK(out.Load());
  return out;
}

Status Ledger::Load() {
  AVOUCH_TRY(tlog::NoteKey key, tlog::MakeNoteKey(holder_.origin, tlog::NoteKeyKind::kEd25519,
                                                  holder_.key->public_key()));
  AVOUCH_TRY(checkpoint_, disk_->Read(kCheckpointPath, 0, tlog::kMaxNoteBytes));
  AVOUCH_TRY(tlog::SignedCheckpoint opened, tlog::OpenCheckpoint(checkpoint_, key));
  head_ = opened.checkpoint;

  AVOUCH_TRY(Bytes bytes, disk_->Read(kJournalPath, 0, kMaxJournalBytes));
  AVOUCH_TRY(Journal journal, ReadJournal(bytes, holder_.origin));
  if (journal.entries.size() < head_.size) {
    return Fail(ErrorKind::kIntegrity, "the journal lacks entries that were signed", kJournalPath);
  }
  auto root_then = tlog::EmptyRoot();
  for (const Entry& entry : journal.entries) {
    TakeIn(entry);
    if (tree_.size() == head_.size) root_then = tree_.root();
  }
  if (root_then != head_.root) {
    return Fail(ErrorKind::kIntegrity, "the journal is not the one that was signed", kJournalPath);
  }
  ends_ = std::move(journal.ends);
  journal_bytes_ = journal.whole;
  journal_last_ = journal.last;

  // What was signed is there. Now what was not, and what should have followed.
  bool finished = journal.whole == bytes.size() && tree_.size() == head_.size;
  if (!finished) return Recover(bytes, journal.whole);
  AVOUCH_TRY(bool published, EdgeIsPublished());
  return published ? Status() : Publish(0);
}

Status Ledger::Recover(const Bytes& journal, std::size_t whole) {
  AVOUCH_CHECK_OK(files_.Put(kJournalPath, BytesView(journal).substr(0, whole)));
  if (tree_.size() != head_.size) AVOUCH_CHECK_OK(SignAndExchange());
  return Publish(0);
}

// The tiles at the edge are published last, so that they vouch for the others.
Result<bool> Ledger::EdgeIsPublished() {
  for (const tlog::TileId& id : tlog::EdgeTiles(tree_.size())) {
    const Bytes wanted = Contents(id);
    auto there = disk_->Read(tlog::TilePath(id), 0, wanted.size());
    if (!there && !IsMissing(there.error()) && there.error().kind != ErrorKind::kTooLarge) {
      return std::unexpected(there.error());
    }
    if (!there || *there != wanted) return false;
  }
  return true;
}

}  // namespace avouch::store
