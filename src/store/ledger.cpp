#include "store/ledger.h"

#include <algorithm>
#include <cassert>
#include <set>

#include "crypto/hash.h"

namespace avouch::store {

Status Ledger::RequireFit(std::span<const NewEvidence> evidence, Time now) const {
  if (stopped_) {
    return Fail(ErrorKind::kIo, "the ledger's writer has stopped", {}, "open the ledger again");
  }
  if (evidence.empty()) return Fail(ErrorKind::kUsage, "nothing to append");
  if (evidence.size() > kMaxBatch || entries_.size() + evidence.size() > kMaxEntries) {
    return Fail(ErrorKind::kTooLarge, "more entries than the log takes");
  }
  if (now.seconds < 0 || now > tlog::kLastLeafTime) return Fail(ErrorKind::kUsage, "no such time");
  if (!entries_.empty() && now < entries_.back().leaf.time) {
    return Fail(ErrorKind::kUsage, "the clock is behind the log's newest entry",
                ToString(entries_.back().leaf.time), "set the clock right");
  }
  std::set<Digest> given;
  std::size_t bytes = 0;
  for (const NewEvidence& one : evidence) {
    bytes += one.envelope.size() + 5;
    if (one.envelope.size() > kMaxEnvelopeBytes || bytes > kMaxPackBytes) {
      return Fail(ErrorKind::kTooLarge, "more bytes than the log takes at once");
    }
    Digest name = crypto::Sha256Of(one.envelope);
    if (Find(name) || !given.insert(name).second) {
      return Fail(ErrorKind::kUsage, "is in the log already", name.hex());
    }
  }
  return {};
}

Result<Appended> Ledger::Append(std::span<const NewEvidence> evidence, Time now) {
  AVOUCH_CHECK_OK(RequireFit(evidence, now));
  stopped_ = true;  // Until the last step is done
  Result<Appended> out = AppendNow(evidence, now);
  stopped_ = !out;
  return out;
}

Result<Appended> Ledger::AppendNow(std::span<const NewEvidence> evidence, Time now) {
  AVOUCH_TRY(std::vector<Entry> entries, KeepEnvelopes(evidence, now));
  // Every envelope that the record names is durable.
  AVOUCH_TRY(Record record, WriteToJournal(entries));
  // The record is durable, and was read back: what is signed is what can be read.
  const std::uint64_t first = entries_.size();
  for (const Entry& entry : record.entries) TakeIn(entry);
  ends_.push_back(entries_.size());
  journal_bytes_ += record.bytes;
  journal_last_ = record.digest;
  AVOUCH_CHECK_OK(SignAndExchange());
  // From here on others can see it.
  AVOUCH_CHECK_OK(Publish(first));
  return Appended{first, entries_.size(), checkpoint_};
}

Result<std::vector<Entry>> Ledger::KeepEnvelopes(std::span<const NewEvidence> evidence, Time now) {
  std::vector<Entry> entries;
  std::vector<Kept> kept;
  for (const NewEvidence& one : evidence) {
    Digest salt = tlog::SaltFor(holder_.secret, one.payload);
    entries.push_back({{now, tlog::CommitmentTo(salt, one.envelope)},
                       one.payload,
                       crypto::Sha256Of(one.envelope)});
    kept.push_back({false, one.envelope});
  }
  AVOUCH_CHECK_OK(files_.Put(PackPath(entries_.size()), WritePack(kept)));
  return entries;
}

Result<Record> Ledger::WriteToJournal(std::span<const Entry> entries) {
  const Bytes written = WriteRecord(journal_last_, entries_.size(), entries);
  AVOUCH_CHECK_OK(disk_->Append(kJournalPath, written));
  AVOUCH_CHECK_OK(disk_->Sync(kJournalPath));
  AVOUCH_TRY(Bytes read, disk_->Read(kJournalPath, journal_bytes_, written.size()));
  auto record = ReadRecord(read, journal_last_, entries_.size());
  if (!record) {
    return Fail(ErrorKind::kIntegrity, "the journal does not hold what was written", kJournalPath);
  }
  return std::move(*record);
}

void Ledger::TakeIn(const Entry& entry) {
  by_envelope_.emplace(entry.envelope, entries_.size());
  entries_.push_back(entry);
  tree_.Append(tlog::LeafHash(tlog::WriteLeaf(entry.leaf)));
}

// The exchange: only the checkpoint that this writer knows gives way, so that of
// two writers, however the second one came to be, one stops.
Status Ledger::SignAndExchange() {
  const tlog::Checkpoint head{holder_.origin, tree_.size(), tree_.root()};
  AVOUCH_TRY(std::string checkpoint, tlog::SignCheckpoint(head, *holder_.key));
  AVOUCH_TRY(Bytes there, disk_->Read(kCheckpointPath, 0, tlog::kMaxNoteBytes));
  if (there != checkpoint_) {
    return Fail(ErrorKind::kIntegrity, "another writer signed a checkpoint", kCheckpointPath);
  }
  AVOUCH_CHECK_OK(files_.Put(kCheckpointPath, checkpoint));
  head_ = head;
  checkpoint_ = std::move(checkpoint);
  return {};
}

Bytes Ledger::Contents(const tlog::TileId& id) const {
  if (id.level != tlog::kEntriesLevel) return tree_.Contents(id);
  std::vector<Bytes> leaves;
  for (int i = 0; i < id.width; ++i) {
    std::size_t index = id.index * tlog::kFullWidth + static_cast<std::size_t>(i);
    leaves.push_back(tlog::WriteLeaf(entries_.at(index).leaf));
  }
  return tlog::WriteBundle(leaves);
}

Status Ledger::Publish(std::uint64_t from) {
  for (const tlog::TileId& id : tlog::TilesBetween(from, tree_.size())) {
    AVOUCH_CHECK_OK(files_.Put(tlog::TilePath(id), Contents(id)));
  }
  return {};
}

Result<Bytes> Ledger::ReadEnvelope(std::uint64_t index) {
  AVOUCH_TRY(Place place, PlaceOf(ends_, index));
  return store::ReadEnvelope(*disk_, place, entries_[index].envelope);
}

Status Ledger::EraseEnvelope(std::uint64_t index, std::string_view reason) {
  AVOUCH_TRY(Place place, PlaceOf(ends_, index));
  return store::EraseEnvelope(*disk_, files_, place, entries_[index].envelope, reason);
}

std::optional<std::uint64_t> Ledger::Find(const Digest& envelope) const {
  auto found = by_envelope_.find(envelope);
  return found == by_envelope_.end() ? std::nullopt : std::optional(found->second);
}

tlog::Fetch FetchFrom(Disk& disk) {
  return [&disk](const std::string& path) {
    return disk.Read(path, 0, tlog::kFullWidth * (2 + tlog::kMaxEntryBytes));
  };
}

}  // namespace avouch::store
