// Is this signature by this key over these bytes?
//
// Spec: RFC 8032 section 5.1.7, FIPS 186-5 section 6.4.2, RFC 8017 section 8.2.2
// (PKCS #1 v1.5); RFC 5656, RFC 8332, RFC 8709 and OpenSSH's PROTOCOL.u2f for
// SSH's forms. Pure; any thread.
//
// Ed25519 is strict, so that every verifier of a bundle agrees: points of small
// order and points not in canonical form are refused in key and signature, S is
// below the order, and the equation is the one without the cofactor. In the
// words of CCTV's vectors: low_order_A, low_order_R, non_canonical_A,
// non_canonical_R and low_order_residue are refused; low_order_component_A and
// low_order_component_R alone are not.
//
// ECDSA takes s and n - s alike, as SSH and WebAuthn do: such a signature is
// evidence of its message, never a name for it. RSA is PKCS #1 v1.5 with SHA-256
// or SHA-512; SHA-1 is not in the code.

#pragma once

#include <cstdint>
#include <optional>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/keys.h"

namespace avouch::crypto {

// In the form of DSSE and WebAuthn. Ed25519: 64 bytes. ECDSA: DER, with the hash
// of the curve's width (P-256: SHA-256, P-384: SHA-384, P-521: SHA-512). RSA: as
// long as the modulus, SHA-256.
// Fails with kIntegrity when it is not a signature by `key` over `message`;
// kUnsupported for keys on security keys, which sign in SSH's form alone.
[[nodiscard]] Status Verify(const PublicKey& key, BytesView message, BytesView signature);

// ECDSA with r and s side by side, each as wide as the field: IEEE P1363's form, that
// of WebCrypto and of some who write DSSE (its own test vector, Google's summaries).
// Fails as Verify does, and with kUnsupported for other kinds of key.
[[nodiscard]] Status VerifySideBySide(const PublicKey& key, BytesView message, BytesView signature);

// What a security key says about a signature that it made.
struct SecurityKeyUse {
  bool present = false;   // Somebody touched it
  bool verified = false;  // ... and gave a PIN or a finger
  std::uint32_t counter = 0;

  bool operator==(const SecurityKeyUse&) const = default;
};

// In SSH's form: the algorithm's name, then the signature; of a security key its
// flags and counter too. Nothing may follow.
// Fails with kMalformed (an algorithm that is not the key's own, too), kIntegrity,
// and kUnsupported for RSA with another hash ("ssh-rsa" is SHA-1). A security key
// that was not touched is refused with kIntegrity.
[[nodiscard]] Result<std::optional<SecurityKeyUse>> VerifySsh(const PublicKey& key,
                                                              BytesView message, BytesView blob);

}  // namespace avouch::crypto
