// A payload with one signature over it, in one spelling.
//
// Spec: docs/bundle.md section 2; secure-systems-lab/dsse, envelope.md version
// 1.0.2, narrowed: canonical JSON, exactly one signature. Nothing here says
// whether a signature holds, nor whose it is: trust does. Pure; any thread.

#pragma once

#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/private_key.h"

namespace avouch::statement {

// The largest payload, a bundle's index with 4,096 items, has some 6 MiB.
inline constexpr std::size_t kMaxEnvelopeBytes = std::size_t{24} << 20;

enum class Signing { kDsse, kSshSig, kPasskey };

struct Envelope {
  std::string payload_type;
  Bytes payload;
  Signing signing = Signing::kDsse;
  std::string key_id;  // kDsse: "SHA256:...", a hint that is not proved
  Bytes signature;     // kDsse: raw; kSshSig: armoured; kPasskey: a FILE.passkey.json's bytes

  bool operator==(const Envelope&) const = default;
};

// Fails with kMalformed for a type that is not UTF-8 and the like.
[[nodiscard]] Result<Bytes> WriteEnvelope(const Envelope& envelope);
// Accepts exactly what WriteEnvelope writes. Fails with kMalformed, kTooLarge.
[[nodiscard]] Result<Envelope> ReadEnvelope(BytesView json);

// Signed with a key of ours, as DSSE.
[[nodiscard]] Result<Bytes> SignEnvelope(const crypto::PrivateKey& key,
                                         std::string_view payload_type, BytesView payload);
// Fails with kIntegrity unless the envelope is DSSE by `key`, of that type, and
// names that key.
[[nodiscard]] Status VerifyEnvelope(const Envelope& envelope, const crypto::PublicKey& key,
                                    std::string_view payload_type);

}  // namespace avouch::statement
