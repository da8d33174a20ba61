// Public keys of passkeys: COSE_Key, as authenticators and browsers hand them out.
//
// Spec: RFC 9052 section 7, RFC 9053, RFC 8230; WebAuthn Level 3 section 5.8.5
// (which parameters), CTAP2 (the one order and spelling of CBOR). Any thread.

#pragma once

#include "crypto/keys.h"

namespace avouch::crypto {

// ES256 (P-256), EdDSA (Ed25519) and RS256. Accepts exactly what CoseKey writes:
// no other parameter, order or width. Fails with kMalformed, or kUnsupported.
[[nodiscard]] Result<PublicKey> ParseCoseKey(BytesView cbor);

// REQUIRES: Ed25519, P-256 or RSA.
[[nodiscard]] Bytes CoseKey(const PublicKey& key);

}  // namespace avouch::crypto
