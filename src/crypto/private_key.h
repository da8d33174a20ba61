// Our own signing keys: Ed25519, made, kept and used.
//
// Spec: RFC 8032; RFC 8410 section 7 (PKCS #8, version 1) for the plain form;
// the protected form is ours, stated at ProtectKey. That a file has mode 0600 is
// the caller's to see to. A key may be used by many threads.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/keys.h"
#include "crypto/secret.h"

namespace avouch::crypto {

class PrivateKey {
 public:
  // Fails with kIo when there is no randomness.
  [[nodiscard]] static Result<PrivateKey> Generate();
  // REQUIRES: 32 bytes.
  [[nodiscard]] static PrivateKey FromSeed(BytesView seed);

  [[nodiscard]] const PublicKey& public_key() const { return public_key_; }
  [[nodiscard]] BytesView seed() const { return seed_.view(); }
  // 64 bytes; the same key and message make the same signature.
  [[nodiscard]] Bytes Sign(BytesView message) const;

 private:
  PrivateKey(Secret seed, PublicKey public_key);

  Secret seed_;
  PublicKey public_key_;
};

// "-----BEGIN PRIVATE KEY-----": accepts exactly the DER that WriteKey writes.
// Fails with kMalformed, or kUnsupported for a protected key.
[[nodiscard]] Result<PrivateKey> ReadKey(std::string_view pem);
[[nodiscard]] Secret WriteKey(const PrivateKey& key);

// What guessing one passphrase costs: Argon2id's passes and memory.
struct PassphraseCost {
  std::uint32_t passes = 3;
  std::uint32_t memory_kib = 256 * 1024;

  bool operator==(const PassphraseCost&) const = default;
};
// A file may ask for no less and no more than these: it is read before anything
// in it is known to be ours.
inline constexpr PassphraseCost kLeastCost = {1, 8 * 1024};
inline constexpr PassphraseCost kMostCost = {10, 1024 * 1024};

// "-----BEGIN AVOUCH PROTECTED KEY-----" around 136 bytes: "avouchk1", passes and
// KiB (4 bytes each, big-endian), public key (32), salt (16), nonce (24), and
// libsodium's secretbox (XSalsa20, Poly1305) of the seed (32 + 16 bytes) under
// Argon2id(passphrase, salt). The passphrase is bytes as they were typed.
// REQUIRES: `cost` is within the bounds above. Fails with kIo without randomness
// or memory.
[[nodiscard]] Result<std::string> ProtectKey(const PrivateKey& key, std::string_view passphrase,
                                             const PassphraseCost& cost = {});

// Fails with kMalformed; kUnsupported for a cost out of bounds; kIntegrity for
// another passphrase, a changed byte, or a public key that is not the seed's.
[[nodiscard]] Result<PrivateKey> OpenProtectedKey(std::string_view text,
                                                  std::string_view passphrase);
[[nodiscard]] bool IsProtectedKey(std::string_view text);
// The public key that the file names, without the passphrase: not proved yet.
[[nodiscard]] Result<PublicKey> ProtectedKeyName(std::string_view text);

}  // namespace avouch::crypto
