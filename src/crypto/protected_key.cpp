// The form of a private key that a passphrase protects: see ProtectKey.

#include <sodium.h>

#include <cassert>

#include "crypto/armour.h"
#include "crypto/private_key.h"
#include "crypto/wire.h"

namespace avouch::crypto {
namespace {

constexpr std::string_view kLabel = "AVOUCH PROTECTED KEY";
constexpr std::string_view kMagic = "avouchk1";
constexpr std::size_t kSeed = 32, kPoint = 32;
constexpr std::size_t kSalt = crypto_pwhash_SALTBYTES, kNonce = crypto_secretbox_NONCEBYTES;
constexpr std::size_t kBox = kSeed + crypto_secretbox_MACBYTES;
static_assert(kMagic.size() + 8 + kPoint + kSalt + kNonce + kBox == 136);

// The parts of a protected key, referring to its bytes.
struct Parts {
  PassphraseCost cost;
  BytesView point, salt, nonce, box;
};

bool Within(const PassphraseCost& cost) {
  return cost.passes >= kLeastCost.passes && cost.passes <= kMostCost.passes &&
         cost.memory_kib >= kLeastCost.memory_kib && cost.memory_kib <= kMostCost.memory_kib;
}

Result<Parts> Split(BytesView bytes) {
  WireReader reader(bytes);
  AVOUCH_TRY(BytesView magic, reader.Raw(kMagic.size()));
  if (magic != kMagic) return Fail(ErrorKind::kUnsupported, "a protected key of another version");
  Parts parts;
  AVOUCH_TRY(parts.cost.passes, reader.Uint32());
  AVOUCH_TRY(parts.cost.memory_kib, reader.Uint32());
  AVOUCH_TRY(parts.point, reader.Raw(kPoint));
  AVOUCH_TRY(parts.salt, reader.Raw(kSalt));
  AVOUCH_TRY(parts.nonce, reader.Raw(kNonce));
  AVOUCH_TRY(parts.box, reader.Raw(kBox));
  AVOUCH_CHECK_OK(reader.End());
  if (!Within(parts.cost))
    return Fail(ErrorKind::kUnsupported,
                "a protected key that asks for too little or too much work");
  return parts;
}

const unsigned char* Raw(BytesView bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* Raw(Secret& secret) { return reinterpret_cast<unsigned char*>(secret.data()); }

Result<Secret> Derive(std::string_view passphrase, BytesView salt, const PassphraseCost& cost) {
  static const bool ready = sodium_init() >= 0;
  Secret out(crypto_secretbox_KEYBYTES);
  bool done = ready && crypto_pwhash(Raw(out), out.size(), passphrase.data(), passphrase.size(),
                                     Raw(salt), cost.passes, std::size_t{1024} * cost.memory_kib,
                                     crypto_pwhash_ALG_ARGON2ID13) == 0;
  if (!done) return Fail(ErrorKind::kIo, "no memory to work on the passphrase");
  return out;
}

}  // namespace

Result<std::string> ProtectKey(const PrivateKey& key, std::string_view passphrase,
                               const PassphraseCost& cost) {
  assert(Within(cost));
  AVOUCH_TRY(Bytes salt, RandomBytes(kSalt));
  AVOUCH_TRY(Bytes nonce, RandomBytes(kNonce));
  AVOUCH_TRY(Secret derived, Derive(passphrase, salt, cost));
  Bytes box(kBox, '\0');
  crypto_secretbox_easy(reinterpret_cast<unsigned char*>(box.data()), Raw(key.seed()), kSeed,
                        Raw(nonce), Raw(derived.view()));
  Bytes bytes = Bytes(kMagic) + WireUint32(cost.passes) + WireUint32(cost.memory_kib) +
                key.public_key().point() + salt + nonce + box;
  return MakeArmour(bytes, kLabel, 64);
}

Result<PrivateKey> OpenProtectedKey(std::string_view text, std::string_view passphrase) {
  AVOUCH_TRY(Bytes bytes, ParseArmour(text, kLabel));
  AVOUCH_TRY(Parts parts, Split(bytes));
  AVOUCH_TRY(Secret derived, Derive(passphrase, parts.salt, parts.cost));
  Secret seed(kSeed);
  if (crypto_secretbox_open_easy(Raw(seed), Raw(parts.box), kBox, Raw(parts.nonce),
                                 Raw(derived.view())) != 0)
    return Fail(ErrorKind::kIntegrity, "another passphrase, or the file was changed");
  PrivateKey key = PrivateKey::FromSeed(seed.view());
  if (key.public_key().point() != parts.point)
    return Fail(ErrorKind::kIntegrity, "the file names a public key that is not its own");
  return key;
}

bool IsProtectedKey(std::string_view text) {
  return text.starts_with("-----BEGIN AVOUCH PROTECTED KEY-----");
}

Result<PublicKey> ProtectedKeyName(std::string_view text) {
  AVOUCH_TRY(Bytes bytes, ParseArmour(text, kLabel));
  AVOUCH_TRY(Parts parts, Split(bytes));
  return PublicKey::Ed25519(parts.point);
}

}  // namespace avouch::crypto
