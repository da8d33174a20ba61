// A passkey's assertion over a challenge, checked as a relying party does.
//
// Spec: WebAuthn Level 3, section 7.2, steps 11 to 22; section 6.1 for the
// authenticator's data. clientDataJSON is JSON and is parsed by its reader, who
// gives the facts here: the bytes are needed all the same, since they are what
// was signed. Pure; any thread.
//
// Left out, and why: token binding (gone from Level 3); attestation (who made the
// authenticator decides nothing); backup flags (a synced passkey is the person's
// own choice); the counter (an assertion stands alone, with no login before it).

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/keys.h"

namespace avouch::crypto {

inline constexpr std::string_view kRelyingParty = "localhost";

// A passkey is no SSH key, although the numbers could be the same: a key listed
// for one use is never taken for the other, and the types see to it.
struct Passkey {
  PublicKey key;  // Ed25519, P-256 or RSA

  bool operator==(const Passkey&) const = default;
};

// As people list it: "passkey:v1:" and the base64 of its COSE_Key, in one spelling.
// Fails with kMalformed, kTooLarge, kUnsupported (the kind of key).
[[nodiscard]] Result<Passkey> ParsePasskey(std::string_view text);
[[nodiscard]] std::string PasskeyText(const Passkey& passkey);
[[nodiscard]] bool IsPasskeyText(std::string_view text);

// What the parsed clientDataJSON holds, exactly as it stands there.
struct ClientData {
  std::string type;       // "webauthn.get"
  std::string challenge;  // base64url without padding
  std::string origin;     // "http://localhost:8123"
  bool cross_origin = false;
  bool has_top_origin = false;
};

struct Assertion {
  BytesView authenticator_data;  // 37 bytes; extensions and attested data are refused
  BytesView client_data_json;    // The bytes that were hashed
  ClientData client_data;        // The facts parsed out of those bytes
  BytesView signature;           // In the form of Verify
};

struct PasskeyUse {
  std::uint32_t counter = 0;
  bool backed_up = false;

  bool operator==(const PasskeyUse&) const = default;
};

// base64url without padding of SHA-256("avouch-statement-v1" ‖ 0 ‖ payload).
[[nodiscard]] std::string StatementChallenge(BytesView payload);

// Whether an origin is a page of this machine: "http://localhost", with a port or
// without; https too.
[[nodiscard]] bool IsLocalOrigin(std::string_view origin);

// Fails with kMalformed (a length, flags that contradict), kIntegrity (another
// type, challenge, origin or relying party; the person not present or not
// verified; not signed by `passkey`).
[[nodiscard]] Result<PasskeyUse> VerifyAssertion(const Passkey& passkey, std::string_view challenge,
                                                 const Assertion& assertion);

}  // namespace avouch::crypto
