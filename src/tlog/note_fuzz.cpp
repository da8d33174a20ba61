// Any bytes: a note or a verifier key is read, and is then what it is written as.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "tlog/note.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  using namespace avouch::tlog;
  static const avouch::crypto::PrivateKey key =
      avouch::crypto::PrivateKey::FromSeed(avouch::Bytes(32, 'k'));
  static const NoteKey known = MakeNoteKey("log", NoteKeyKind::kEd25519, key.public_key()).value();
  if (auto note = ParseNote(bytes)) {
    if (WriteNote(*note) != bytes) std::abort();
    (void)VerifyNote(*note, {&known, 1});
  }
  if (auto read = ParseNoteKey(bytes)) {
    if (WriteNoteKey(*read) != bytes) std::abort();
  }
  return 0;
}
