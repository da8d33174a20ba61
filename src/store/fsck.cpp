#include "store/fsck.h"

#include <algorithm>

#include "crypto/hash.h"
#include "store/journal.h"
#include "store/ledger.h"
#include "store/payloads.h"
#include "tlog/tree.h"

namespace avouch::store {
namespace {

// Whether the disk answered. What it answered may be a problem; no answer is none.
bool Answered(const Error& error) { return error.kind != ErrorKind::kIo; }

struct Inspection {
  Disk& disk;
  BytesView secret;
  std::vector<Entry> entries;
  std::vector<std::uint64_t> ends;
  FsckReport report;
  std::vector<std::string> absent;  // Paths of tiles that are not there

  void Complain(const std::string& where, const std::string& what) {
    report.problems.push_back(where + ": " + what);
  }
};

// The journal up to the checkpoint, and from it the root. What lies beyond is
// counted; Open keeps or drops it.
Status ReadSigned(Inspection& at, const std::string& origin) {
  AVOUCH_TRY(Bytes bytes, at.disk.Read(kJournalPath, 0, kMaxJournalBytes));
  AVOUCH_TRY(Journal journal, ReadJournal(bytes, origin));
  const std::uint64_t size = at.report.head.size;
  if (journal.entries.size() < size) {
    return Fail(ErrorKind::kIntegrity, "the journal lacks entries that were signed", kJournalPath);
  }
  std::size_t signed_bytes = JournalHead(origin).size();
  std::uint64_t before = 0;
  for (std::uint64_t end : journal.ends) {
    if (end > size) break;
    at.ends.push_back(end);
    signed_bytes += kRecordExtra + (end - before) * kEntryBytes;
    before = end;
  }
  if (before != size) {
    return Fail(ErrorKind::kIntegrity, "a checkpoint in the middle of a batch", kJournalPath);
  }
  at.report.unfinished = bytes.size() - signed_bytes;
  journal.entries.resize(size);
  at.entries = std::move(journal.entries);
  return {};
}

Status CheckTile(Inspection& at, const tlog::TileId& id, const Bytes& wanted) {
  const std::string path = tlog::TilePath(id);
  auto there = at.disk.Read(path, 0, wanted.size());
  if (!there && !Answered(there.error())) return std::unexpected(there.error());
  if (!there && there.error().kind == ErrorKind::kNotFound)
    at.absent.push_back(path);
  else if (!there || *there != wanted)
    at.Complain(path, there ? "other contents than the journal's" : there.error().what);
  else
    ++at.report.tiles;
  return {};
}

// Tiles follow the checkpoint, those at the edge last, so a writer that was stopped
// leaves its batch without them: they are made of the journal, and the next writer
// puts them there before anything else. Any other that is gone was there once.
void JudgeAbsent(Inspection& at) {
  const auto is_absent = [&](const tlog::TileId& id) {
    return std::ranges::find(at.absent, tlog::TilePath(id)) != at.absent.end();
  };
  const std::uint64_t size = at.report.head.size;
  const std::uint64_t before = at.ends.size() < 2 ? 0 : at.ends[at.ends.size() - 2];
  const bool stopped = std::ranges::any_of(tlog::EdgeTiles(size), is_absent);
  std::vector<std::string> last;
  if (stopped)
    for (const tlog::TileId& id : tlog::TilesBetween(before, size))
      last.push_back(tlog::TilePath(id));
  for (const std::string& path : at.absent) {
    if (std::ranges::find(last, path) != last.end())
      ++at.report.unpublished;
    else
      at.Complain(path, "not there");
  }
}

Status CheckTiles(Inspection& at, const tlog::Tree& tree) {
  for (const tlog::TileId& id : tlog::TilesBetween(0, tree.size())) {
    if (id.level != tlog::kEntriesLevel) {
      AVOUCH_CHECK_OK(CheckTile(at, id, tree.Contents(id)));
      continue;
    }
    std::vector<Bytes> leaves;
    for (int i = 0; i < id.width; ++i) {
      std::size_t index = id.index * tlog::kFullWidth + static_cast<std::size_t>(i);
      leaves.push_back(tlog::WriteLeaf(at.entries[index].leaf));
    }
    AVOUCH_CHECK_OK(CheckTile(at, id, tlog::WriteBundle(leaves)));
  }
  return {};
}

void CheckEnvelope(Inspection& at, const std::string& path, const Entry& entry, const Kept& kept) {
  if (kept.erased) {
    ++at.report.erased;
    return;
  }
  if (crypto::Sha256Of(kept.bytes) != entry.envelope) {
    at.Complain(path, "other bytes than the log took in");
    return;
  }
  ++at.report.payloads;
  if (at.secret.empty()) return;
  Digest commitment = tlog::CommitmentTo(tlog::SaltFor(at.secret, entry.payload), kept.bytes);
  if (commitment != entry.leaf.commitment) at.Complain(path, "not what the log committed to");
}

Status CheckBatch(Inspection& at, std::uint64_t first, std::uint64_t end) {
  const std::string path = PackPath(first);
  auto pack = ReadPack(at.disk, first, end - first);
  if (!pack && !Answered(pack.error())) return std::unexpected(pack.error());
  if (!pack) {
    at.Complain(path, pack.error().what);
    return {};
  }
  for (std::uint64_t i = first; i < end; ++i) {
    CheckEnvelope(at, path, at.entries[i], (*pack)[i - first]);
  }
  return {};
}

}  // namespace

Result<FsckReport> Fsck(Disk& disk, const tlog::NoteKey& log, BytesView secret) {
  AVOUCH_TRY(Bytes note, disk.Read(kCheckpointPath, 0, tlog::kMaxNoteBytes));
  AVOUCH_TRY(tlog::SignedCheckpoint opened, tlog::OpenCheckpoint(note, log));
  Inspection at{disk, secret, {}, {}, {}};
  at.report.head = opened.checkpoint;
  AVOUCH_CHECK_OK(ReadSigned(at, log.name));
  tlog::Tree tree;
  for (const Entry& entry : at.entries) tree.Append(tlog::LeafHash(tlog::WriteLeaf(entry.leaf)));
  if (tree.root() != opened.checkpoint.root) {
    return Fail(ErrorKind::kIntegrity, "the journal is not the one that was signed", kJournalPath);
  }
  AVOUCH_CHECK_OK(CheckTiles(at, tree));
  JudgeAbsent(at);
  std::uint64_t first = 0;
  for (std::uint64_t end : at.ends) {
    AVOUCH_CHECK_OK(CheckBatch(at, first, end));
    first = end;
  }
  return std::move(at.report);
}

}  // namespace avouch::store
