// Signed notes: a text, and lines below it in which keys sign it.
//
// Spec: c2sp.org/signed-note v1.0; Ed25519 (type 1) and, for the text of a
// checkpoint, witnesses' cosignatures (type 4). Any thread.
//
// Stricter than the spec, so that one note has one form: a known key that signs
// twice, or whose signature fails, refuses the whole note; base64 has one
// spelling; the signature lines are the last lines. Signatures of unknown keys
// are kept and prove nothing, nor is their order or number proved.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "crypto/private_key.h"

namespace avouch::tlog {

inline constexpr std::size_t kMaxNoteBytes = 256 * 1024;  // 16 post-quantum ones take 80 KiB
inline constexpr std::size_t kMaxNoteSignatures = 64;     // The spec asks for 16 at least
inline constexpr std::size_t kMaxKeyNameBytes = 255;      // As in ML-DSA cosignatures

// The signature type byte of a key; a key signs in one way only.
enum class NoteKeyKind : std::uint8_t { kEd25519 = 1, kCosignature = 4 };

// "name+hash+key". Name and id together say which key it is.
struct NoteKey {
  std::string name;  // IsKeyName holds
  std::uint32_t id = 0;
  NoteKeyKind kind = NoteKeyKind::kEd25519;
  crypto::PublicKey key;  // Ed25519

  bool operator==(const NoteKey&) const = default;
};

// UTF-8, 1..kMaxKeyNameBytes, without control characters, Unicode's spaces and '+'.
[[nodiscard]] bool IsKeyName(std::string_view name);

// Fails with kUsage when the name is none or the key is not of kind Ed25519.
[[nodiscard]] Result<NoteKey> MakeNoteKey(std::string_view name, NoteKeyKind kind,
                                          const crypto::PublicKey& key);
[[nodiscard]] std::string WriteNoteKey(const NoteKey& key);
// Accepts exactly what WriteNoteKey writes. Fails with kMalformed (an id that is
// not the key's, too) or kUnsupported for another type of key.
[[nodiscard]] Result<NoteKey> ParseNoteKey(std::string_view text);

struct NoteSignature {
  std::string name;
  std::uint32_t id = 0;
  Bytes bytes;  // 1 or more

  bool operator==(const NoteSignature&) const = default;
};

struct Note {
  std::string text;                       // Ends in a newline
  std::vector<NoteSignature> signatures;  // 1..kMaxNoteSignatures

  bool operator==(const Note&) const = default;
};

[[nodiscard]] std::string WriteNote(const Note& note);
// Fails with kMalformed unless the bytes are what WriteNote writes of some note,
// kTooLarge beyond the bounds above. Nothing of it is proved yet.
[[nodiscard]] Result<Note> ParseNote(std::string_view bytes);

// A signature that was verified.
struct NoteProof {
  std::size_t key = 0;       // Index into the keys that were given
  std::optional<Time> time;  // Of cosignatures: when, says the witness

  bool operator==(const NoteProof&) const = default;
};

// The proofs for those of `keys` that signed, in the order of the signatures;
// never empty. Fails with kIntegrity when no known key signed, one signed twice,
// or one's signature is not good; kUsage when two of `keys` have one name and id.
[[nodiscard]] Result<std::vector<NoteProof>> VerifyNote(const Note& note,
                                                        std::span<const NoteKey> keys);

// Fails with kUsage when the text or the name cannot be a note's.
[[nodiscard]] Result<Note> SignNote(std::string_view text, std::string_view name,
                                    const crypto::PrivateKey& key);

}  // namespace avouch::tlog
