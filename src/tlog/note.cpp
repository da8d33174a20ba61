#include "tlog/note.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "crypto/hash.h"
#include "crypto/signature.h"
#include "tlog/cosignature.h"

namespace avouch::tlog {
namespace {

constexpr std::string_view kDash = "\xe2\x80\x94 ";  // Em dash, space

// Unicode's White_Space above ASCII.
constexpr std::array<std::string_view, 19> kWideSpaces = {
    "\u0085", "\u00a0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003",
    "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200a",
    "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"};

std::unexpected<Error> Malformed(std::string_view what) {
  return Fail(ErrorKind::kMalformed, std::string(what));
}

Bytes BigEndian(std::uint32_t number) {
  Bytes out;
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(number >> shift & 0xff);
  return out;
}

// REQUIRES: four bytes or more.
std::uint32_t FromBigEndian(BytesView bytes) {
  std::uint32_t out = 0;
  for (char byte : bytes.substr(0, 4)) out = out << 8 | static_cast<std::uint8_t>(byte);
  return out;
}

Bytes TypedKey(NoteKeyKind kind, const crypto::PublicKey& key) {
  return Bytes(1, static_cast<char>(kind)) + key.point();
}

bool IsNoteText(std::string_view text) {
  return text.ends_with('\n') && IsUtf8(text) && std::all_of(text.begin(), text.end(), [](char c) {
           return static_cast<std::uint8_t>(c) >= 0x20 || c == '\n';
         });
}

Result<NoteSignature> ParseSignatureLine(std::string_view line) {
  std::size_t space = line.rfind(' ');
  if (!line.starts_with(kDash) || space < kDash.size()) return Malformed("no line of a signature");
  NoteSignature out;
  out.name = line.substr(kDash.size(), space - kDash.size());
  if (!IsKeyName(out.name)) return Malformed("no name of a key");
  AVOUCH_TRY(Bytes bytes, FromBase64(line.substr(space + 1)));
  if (bytes.size() < 5) return Malformed("a signature without bytes");
  out.id = FromBigEndian(bytes);
  out.bytes = bytes.substr(4);
  return out;
}

bool Matches(const NoteKey& key, const NoteSignature& signature) {
  return key.id == signature.id && key.name == signature.name;
}

Result<NoteProof> VerifyOne(const NoteKey& key, std::string_view text, BytesView bytes) {
  NoteProof proof;
  if (key.kind == NoteKeyKind::kCosignature) {
    AVOUCH_TRY(proof.time, VerifyCosignature(key.key, text, bytes));
    return proof;
  }
  AVOUCH_CHECK_OK(crypto::Verify(key.key, text, bytes));
  return proof;
}

Status RequireDistinct(std::span<const NoteKey> keys) {
  std::set<std::pair<std::string_view, std::uint32_t>> seen;
  for (const NoteKey& key : keys) {
    if (!seen.emplace(key.name, key.id).second) {
      return Fail(ErrorKind::kUsage, "two keys of one name and id", key.name);
    }
  }
  return {};
}

}  // namespace

bool IsKeyName(std::string_view name) {
  if (name.empty() || name.size() > kMaxKeyNameBytes || !IsUtf8(name)) return false;
  for (char c : name) {
    if (static_cast<std::uint8_t>(c) <= 0x20 || c == '+') return false;
  }
  return std::none_of(kWideSpaces.begin(), kWideSpaces.end(), [&](std::string_view space) {
    return name.find(space) != std::string_view::npos;
  });
}

Result<NoteKey> MakeNoteKey(std::string_view name, NoteKeyKind kind, const crypto::PublicKey& key) {
  if (!IsKeyName(name)) return Fail(ErrorKind::kUsage, "no name of a key", std::string(name));
  if (key.kind() != crypto::KeyKind::kEd25519) return Fail(ErrorKind::kUsage, "no Ed25519 key");
  Bytes named = std::string(name) + "\n" + TypedKey(kind, key);
  Digest hash = crypto::Sha256Of(named);
  BytesView view(reinterpret_cast<const char*>(hash.bytes.data()), hash.bytes.size());
  return NoteKey{std::string(name), FromBigEndian(view), kind, key};
}

std::string WriteNoteKey(const NoteKey& key) {
  return key.name + "+" + ToHex(BigEndian(key.id)) + "+" + ToBase64(TypedKey(key.kind, key.key));
}

Result<NoteKey> ParseNoteKey(std::string_view text) {
  std::size_t first = text.find('+');
  std::size_t second = first == text.npos ? text.npos : text.find('+', first + 1);
  if (second == text.npos) return Malformed("no verifier key: name+hash+key");
  AVOUCH_TRY(Bytes typed, FromBase64(text.substr(second + 1)));
  if (typed.empty()) return Malformed("a verifier key without a key");
  auto kind = static_cast<NoteKeyKind>(typed[0]);
  if (kind != NoteKeyKind::kEd25519 && kind != NoteKeyKind::kCosignature) {
    return Fail(ErrorKind::kUnsupported, "a verifier key of another type");
  }
  AVOUCH_TRY(crypto::PublicKey point, crypto::PublicKey::Ed25519(BytesView(typed).substr(1)));
  if (!IsKeyName(text.substr(0, first))) return Malformed("no name of a key");
  AVOUCH_TRY(NoteKey key, MakeNoteKey(text.substr(0, first), kind, point));
  if (WriteNoteKey(key) != text) return Malformed("a verifier key whose hash is another key's");
  return key;
}

std::string WriteNote(const Note& note) {
  std::string out = note.text + "\n";
  for (const NoteSignature& signature : note.signatures) {
    out += kDash;
    out += signature.name + " " + ToBase64(BigEndian(signature.id) + signature.bytes) + "\n";
  }
  return out;
}

Result<Note> ParseNote(std::string_view bytes) {
  if (bytes.size() > kMaxNoteBytes) return Fail(ErrorKind::kTooLarge, "a note of too many bytes");
  if (!IsNoteText(bytes)) return Malformed("no text of a note");
  std::size_t blank = bytes.rfind("\n\n");
  if (blank == bytes.npos) return Malformed("a note without signatures");
  Note out;
  out.text = bytes.substr(0, blank + 1);
  for (std::string_view line : Lines(bytes.substr(blank + 2))) {
    if (out.signatures.size() == kMaxNoteSignatures) {
      return Fail(ErrorKind::kTooLarge, "a note of too many signatures");
    }
    AVOUCH_TRY(NoteSignature signature, ParseSignatureLine(line));
    out.signatures.push_back(std::move(signature));
  }
  if (out.signatures.empty()) return Malformed("a note without signatures");
  if (WriteNote(out) != bytes) return Malformed("a note in another spelling");
  return out;
}

Result<std::vector<NoteProof>> VerifyNote(const Note& note, std::span<const NoteKey> keys) {
  AVOUCH_CHECK_OK(RequireDistinct(keys));
  std::vector<NoteProof> out;
  for (const NoteSignature& signature : note.signatures) {
    auto key = std::find_if(keys.begin(), keys.end(),
                            [&](const NoteKey& known) { return Matches(known, signature); });
    if (key == keys.end()) continue;
    auto index = static_cast<std::size_t>(key - keys.begin());
    if (std::any_of(out.begin(), out.end(), [&](const auto& p) { return p.key == index; })) {
      return Fail(ErrorKind::kIntegrity, "signed twice by one key", key->name);
    }
    auto proof = VerifyOne(*key, note.text, signature.bytes);
    if (!proof) return Fail(ErrorKind::kIntegrity, "not signed by the key named", key->name);
    proof->key = index;
    out.push_back(*proof);
  }
  if (out.empty()) return Fail(ErrorKind::kIntegrity, "signed by no key that is known");
  return out;
}

Result<Note> SignNote(std::string_view text, std::string_view name, const crypto::PrivateKey& key) {
  if (!IsNoteText(text)) return Fail(ErrorKind::kUsage, "no text of a note");
  AVOUCH_TRY(NoteKey named, MakeNoteKey(name, NoteKeyKind::kEd25519, key.public_key()));
  return Note{std::string(text), {{named.name, named.id, key.Sign(text)}}};
}

}  // namespace avouch::tlog
