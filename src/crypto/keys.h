// Public keys of the kinds that people sign with, checked as they are made.
//
// Spec: RFC 8032, FIPS 186-5, RFC 8017 for the keys; keys_ssh.h, keys_spki.h
// and keys_cose.h for how they are written. A key never changes; any thread.
//
// What is refused here needs no check later: points not on their curve or not
// in the one spelling, Ed25519 keys of small order, RSA keys below 2048 bits.

#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"

struct evp_pkey_st;  // OpenSSL's EVP_PKEY

namespace avouch::crypto {

enum class KeyKind : std::uint8_t {
  kEd25519,
  kEcdsaP256,
  kEcdsaP384,
  kEcdsaP521,
  kRsa,
  kSkEd25519,  // On a security key: each signature says whether it was touched
  kSkEcdsaP256,
};

inline constexpr int kMinRsaBits = 2048;  // NIST SP 800-131A: 112 bits of strength
inline constexpr int kMaxRsaBits = 8192;  // Verifying costs 4 times per doubling

class PublicKey {
 public:
  // Each fails with kMalformed, or kUnsupported for an RSA size out of range.
  // `point`: 32 bytes, y below the prime; not one of the small-order points. That
  // it lies on the curve shows when a signature is verified: else none is good.
  [[nodiscard]] static Result<PublicKey> Ed25519(BytesView point);
  // `point`: 4, x, y, each coordinate as wide as the field; on the curve.
  [[nodiscard]] static Result<PublicKey> Ecdsa(KeyKind curve, BytesView point);
  // Big-endian without leading zeros; `exponent` odd, 3 .. 2^32 - 1; `modulus` odd.
  [[nodiscard]] static Result<PublicKey> Rsa(BytesView modulus, BytesView exponent);
  // `key` of kind Ed25519 or P-256; `application` 1..255 printable characters, as "ssh:".
  [[nodiscard]] static Result<PublicKey> OnSecurityKey(const PublicKey& key,
                                                       std::string_view application);

  [[nodiscard]] KeyKind kind() const { return kind_; }
  [[nodiscard]] bool on_security_key() const { return !application_.empty(); }
  [[nodiscard]] const Bytes& point() const { return point_; }              // RSA: the modulus
  [[nodiscard]] const Bytes& exponent() const { return exponent_; }        // RSA only
  [[nodiscard]] const Bytes& application() const { return application_; }  // Security keys only
  [[nodiscard]] evp_pkey_st* handle() const { return handle_.get(); }

  // The same key of the same kind; a key on a security key is another one.
  bool operator==(const PublicKey& other) const {
    return kind_ == other.kind_ && point_ == other.point_ && exponent_ == other.exponent_ &&
           application_ == other.application_;
  }

 private:
  PublicKey(KeyKind kind, BytesView point, BytesView exponent, evp_pkey_st* handle);

  KeyKind kind_;
  Bytes point_, exponent_, application_;
  std::shared_ptr<evp_pkey_st> handle_;
};

// Whether 32 bytes spell a point of small order, in any of the 14 spellings: a
// key or a signature with such a point proves nothing about who made it.
[[nodiscard]] bool IsSmallOrderPoint(BytesView point);

}  // namespace avouch::crypto
