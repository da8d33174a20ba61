#include "tlog/checkpoint.h"

#include <cassert>
#include <charconv>

#include "base/text.h"
#include "tlog/merkle.h"

namespace avouch::tlog {
namespace {

std::unexpected<Error> Malformed(std::string_view what) {
  return Fail(ErrorKind::kMalformed, std::string(what));
}

Result<std::uint64_t> ParseSize(std::string_view text) {
  std::uint64_t out = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc() || end != text.data() + text.size() || out > kMaxSize) {
    return Malformed("no size of a tree");
  }
  return out;
}

Result<Digest> ParseRoot(std::string_view text) {
  AVOUCH_TRY(Bytes bytes, FromBase64(text));
  if (bytes.size() != 32) return Malformed("a root of another length");
  return ParseDigest(ToHex(bytes));
}

}  // namespace

std::string WriteCheckpoint(const Checkpoint& checkpoint) {
  BytesView root(reinterpret_cast<const char*>(checkpoint.root.bytes.data()), 32);
  return checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n" + ToBase64(root) + "\n";
}

Result<Checkpoint> ParseCheckpoint(std::string_view text) {
  std::vector<std::string_view> lines = Split(text, '\n');
  if (lines.size() < 4 || !lines.back().empty()) return Malformed("no three lines of a checkpoint");
  if (lines.size() > 4) return Fail(ErrorKind::kUnsupported, "a checkpoint with extension lines");
  Checkpoint out;
  out.origin = lines[0];
  if (out.origin.empty()) return Malformed("a checkpoint without an origin");
  AVOUCH_TRY(out.size, ParseSize(lines[1]));
  AVOUCH_TRY(out.root, ParseRoot(lines[2]));
  if (out.size == 0 && out.root != EmptyRoot()) return Malformed("an empty tree has another root");
  if (WriteCheckpoint(out) != text) return Malformed("a checkpoint in another spelling");
  return out;
}

Result<SignedCheckpoint> OpenCheckpoint(std::string_view bytes, const NoteKey& log,
                                        std::span<const NoteKey> witnesses) {
  assert(log.kind == NoteKeyKind::kEd25519);
  AVOUCH_TRY(Note note, ParseNote(bytes));
  std::vector<NoteKey> keys = {log};
  keys.insert(keys.end(), witnesses.begin(), witnesses.end());
  AVOUCH_TRY(std::vector<NoteProof> proofs, VerifyNote(note, keys));
  SignedCheckpoint out;
  bool by_the_log = false;
  for (const NoteProof& proof : proofs) {
    if (proof.key == 0) by_the_log = true;
    if (proof.time) out.cosigned.push_back({keys[proof.key].name, *proof.time});
  }
  if (!by_the_log) return Fail(ErrorKind::kIntegrity, "not signed by the log", log.name);
  AVOUCH_TRY(out.checkpoint, ParseCheckpoint(note.text));
  if (out.checkpoint.origin != log.name) {
    return Fail(ErrorKind::kIntegrity, "the checkpoint of another log", out.checkpoint.origin);
  }
  return out;
}

Result<std::string> SignCheckpoint(const Checkpoint& checkpoint, const crypto::PrivateKey& key) {
  AVOUCH_TRY(Note note, SignNote(WriteCheckpoint(checkpoint), checkpoint.origin, key));
  return WriteNote(note);
}

}  // namespace avouch::tlog
