#include "app/ledger.h"

#include <optional>

#include "base/text.h"
#include "crypto/hash.h"
#include "store/file_disk.h"
#include "store/fsck.h"
#include "store/ledger.h"
#include "syntax/canonical.h"

namespace avouch::app {
namespace {

struct Looked {
  tlog::NoteKey key;
  crypto::Secret secret;  // Empty without the private key
};

Result<std::string> Checkpoint(store::Disk& disk) {
  return disk.Read(store::kCheckpointPath, 0, tlog::kMaxNoteBytes);
}

Result<Looked> KeyOf(const LedgerOptions& options, store::Disk& disk) {
  if (!options.log_key.empty()) {
    AVOUCH_TRY(tlog::NoteKey key, tlog::ParseNoteKey(options.log_key));
    return Looked{std::move(key), {}};
  }
  AVOUCH_TRY(const crypto::PrivateKey mine, OpenKeyFile(options.key));
  AVOUCH_TRY(const std::string note, Checkpoint(disk));
  AVOUCH_TRY(tlog::NoteKey key, tlog::MakeNoteKey(note.substr(0, note.find('\n')),
                                                  tlog::NoteKeyKind::kEd25519, mine.public_key()));
  return Looked{std::move(key), LogSecret(mine)};
}

Result<store::Journal> JournalOf(store::Disk& disk) {
  AVOUCH_TRY(const std::string note, Checkpoint(disk));
  AVOUCH_TRY(const Bytes bytes, disk.Read(store::kJournalPath, 0, store::kMaxJournalBytes));
  return store::ReadJournal(bytes, note.substr(0, note.find('\n')));
}

Result<Answer> Examine(const LedgerOptions& options, bool all) {
  store::FileDisk disk(options.folder);
  AVOUCH_TRY(const Looked looked, KeyOf(options, disk));
  AVOUCH_TRY(const store::FsckReport report, store::Fsck(disk, looked.key, looked.secret.view()));
  std::string problems;
  for (const auto& problem : report.problems) problems += "avouch: " + Printable(problem) + "\n";
  if (!problems.empty()) return Answer{kIntegrityError, "", problems};
  std::string out = looked.key.name + "\n" + std::to_string(report.head.size) + " entries\nroot " +
                    report.head.root.hex() + "\n";
  if (all)
    out += Count("payload", static_cast<long long>(report.payloads)) + " read, " +
           std::to_string(report.erased) + " erased for a reason; " +
           Count("tile", static_cast<long long>(report.tiles)) + "\n" +
           (looked.secret.size() > 0 ? "commitments made again\n"
                                     : "commitments not made again: that takes the log's key\n");
  if (report.unfinished > 0)
    out += std::to_string(report.unfinished) + " bytes that no checkpoint covers yet\n";
  if (report.unpublished > 0)
    out += Count("tile", static_cast<long long>(report.unpublished)) +
           " not published yet: a writer was stopped, and the next seal does it\n";
  return Answer{kDone, out, ""};
}

Result<Answer> Show(const LedgerOptions& options) {
  store::FileDisk disk(options.folder);
  AVOUCH_TRY(const store::Journal journal, JournalOf(disk));
  std::string out;
  for (std::size_t i = 0; i < journal.entries.size(); ++i)
    out += std::to_string(i) + " " + ToString(journal.entries[i].leaf.time) + " " +
           journal.entries[i].payload.hex() + "\n";
  return Answer{kDone, out, ""};
}

Result<Answer> Prove(const LedgerOptions& options) {
  AVOUCH_TRY(const Digest id, ParseDigest(options.id));
  store::FileDisk disk(options.folder);
  AVOUCH_TRY(const Looked looked, KeyOf(options, disk));
  AVOUCH_TRY(const std::string note, Checkpoint(disk));
  AVOUCH_TRY(const tlog::SignedCheckpoint head, tlog::OpenCheckpoint(note, looked.key));
  AVOUCH_TRY(const store::Journal journal, JournalOf(disk));
  std::optional<std::uint64_t> found;
  for (std::size_t i = 0; i < journal.entries.size() && i < head.checkpoint.size; ++i)
    if (journal.entries[i].payload == id) found = i;
  if (!found) return Fail(ErrorKind::kNotFound, "not in this log", options.id);
  AVOUCH_TRY(
      tlog::TileReader tiles,
      tlog::TileReader::Open(head.checkpoint.size, head.checkpoint.root, store::FetchFrom(disk)));
  AVOUCH_TRY(const tlog::Proof proof, tiles.ProveInclusion(*found));
  AVOUCH_CHECK_OK(tlog::VerifyInclusion(
      *found, head.checkpoint.size, tlog::LeafHash(tlog::WriteLeaf(journal.entries[*found].leaf)),
      proof, head.checkpoint.root));
  auto steps = syntax::Node::List();
  for (const auto& step : proof) steps.Add(step.hex());
  auto node = syntax::Node::Map();
  node.Set("commitment", journal.entries[*found].leaf.commitment.hex());
  node.Set("index", syntax::Node::Integer(static_cast<std::int64_t>(*found)));
  node.Set("log", tlog::WriteNoteKey(looked.key));
  node.Set("payload", id.hex());
  node.Set("proof", std::move(steps));
  node.Set("root", head.checkpoint.root.hex());
  node.Set("size", syntax::Node::Integer(static_cast<std::int64_t>(head.checkpoint.size)));
  node.Set("time", ToString(journal.entries[*found].leaf.time));
  AVOUCH_TRY(Bytes json, syntax::WriteCanonical(node));
  return Answer{kDone, json + "\n", ""};
}

Answer Say(Result<Answer> answer) {
  if (!answer) return Refuse(answer.error());
  return std::move(*answer);
}

}  // namespace

Answer LedgerVerify(const LedgerOptions& options) { return Say(Examine(options, false)); }
Answer LedgerShow(const LedgerOptions& options) { return Say(Show(options)); }
Answer LedgerProve(const LedgerOptions& options) { return Say(Prove(options)); }
Answer LedgerFsck(const LedgerOptions& options) { return Say(Examine(options, true)); }

}  // namespace avouch::app
