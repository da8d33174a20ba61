// Public keys as SubjectPublicKeyInfo: what `openssl pkey -pubout` writes.
//
// Spec: RFC 5280 section 4.1.2.7; RFC 8410, RFC 5480 (named curves,
// uncompressed points), RFC 3279 section 2.3.1. Any thread.

#pragma once

#include <string>
#include <string_view>

#include "crypto/keys.h"

namespace avouch::crypto {

// Accepts exactly what SpkiDer writes. Fails with kMalformed, or kUnsupported
// for an algorithm that is not among ours.
[[nodiscard]] Result<PublicKey> ParseSpkiDer(BytesView der);
[[nodiscard]] Result<PublicKey> ParseSpkiPem(std::string_view pem);

// REQUIRES: the key is not on a security key; SPKI has no word for those.
[[nodiscard]] Bytes SpkiDer(const PublicKey& key);
[[nodiscard]] std::string SpkiPem(const PublicKey& key);

}  // namespace avouch::crypto
