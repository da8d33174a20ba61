// Any bytes: the text of a checkpoint, a cosignature and an entry of our log are
// read or refused, and what is read has one spelling.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "tlog/checkpoint.h"
#include "tlog/leaf.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  using namespace avouch::tlog;
  static const avouch::crypto::PrivateKey key =
      avouch::crypto::PrivateKey::FromSeed(avouch::Bytes(32, 'k'));
  static const NoteKey log = MakeNoteKey("log", NoteKeyKind::kEd25519, key.public_key()).value();
  static const NoteKey witness =
      MakeNoteKey("w", NoteKeyKind::kCosignature, key.public_key()).value();
  if (auto checkpoint = ParseCheckpoint(bytes)) {
    if (WriteCheckpoint(*checkpoint) != bytes) std::abort();
  }
  (void)OpenCheckpoint(bytes, log, {&witness, 1});
  if (auto leaf = ParseLeaf(bytes)) {
    if (WriteLeaf(*leaf) != bytes) std::abort();
  }
  return 0;
}
