// FILE.passkey.json: a passkey's assertion over the bytes of FILE, beside it.
//
// Spec: canonical JSON of {"authenticatorData", "clientDataJSON", "schema",
// "signature"}, the three in base64, nothing after it; WebAuthn Level 3, section
// 5.8.1, for clientDataJSON. That the assertion holds is found by crypto, and
// whose passkey it is by trust.
//
// Pure; any thread.

#pragma once

#include <cstddef>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/webauthn.h"

namespace avouch::statement {

inline constexpr std::string_view kPasskeySuffix = ".passkey.json";
inline constexpr std::string_view kPasskeySchema = "urn:x-avouch:schema:passkey:v1";

// The largest parts, an RSA signature and a client's data, are below 1 KiB.
inline constexpr std::size_t kMaxPasskeyFile = 16384;
inline constexpr std::size_t kMaxClientData = 4096;

struct PasskeyFile {
  Bytes authenticator_data;
  Bytes client_data_json;  // The bytes that were hashed
  Bytes signature;
  crypto::ClientData client_data;  // The facts in client_data_json

  // Looks into this value, which must outlive it.
  [[nodiscard]] crypto::Assertion View() const {
    return {authenticator_data, client_data_json, client_data, signature};
  }
};

// Accepts exactly what WritePasskeyFile writes, so that one assertion has one spelling.
// Fails with kMalformed, kTooLarge.
[[nodiscard]] Result<PasskeyFile> ReadPasskeyFile(BytesView json);
// `client_data` is not written: it stands in client_data_json.
[[nodiscard]] Bytes WritePasskeyFile(const PasskeyFile& file);

// The facts in a browser's clientDataJSON. Keys that are not known are fine: the
// specification says that there will be more of them; a key given twice is not.
// Fails with kMalformed, kTooLarge.
[[nodiscard]] Result<crypto::ClientData> ReadClientData(BytesView json);

}  // namespace avouch::statement
