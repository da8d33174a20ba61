// OpenPGP keys, and detached signatures over bytes: git commits, release files.
//
// Spec: RFC 4880, read by rnp (librnp) in this process; no other program is run
// and no key ring of the machine is looked at. Any thread.
//
// rnp and the eight libraries below it cost 5-10 ms at start and are needed by few:
// so they are loaded when first asked for. A program that confines its reading
// calls LoadOpenPgp before it does, since later it is too late to open them, and
// leaves kOpenPgpReads readable.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "base/time.h"

namespace avouch::crypto {

inline constexpr std::size_t kMaxOpenPgpKeys = 1024 * 1024;     // Bytes of a file of keys
inline constexpr std::size_t kMaxOpenPgpSignature = 64 * 1024;  // Bytes; one has about 1 KiB

inline constexpr const char* kOpenPgpReads = "/dev/urandom";  // Opened anew by each call

// Loads rnp if that has not been done. Fails with kUnsupported where it is missing.
[[nodiscard]] Status LoadOpenPgp();

struct OpenPgpKey {
  std::string fingerprint;            // Of the primary key: 40 or 64 digits, upper case
  std::vector<std::string> user_ids;  // Those that the key itself signed; UTF-8 or not
  Time created;
  std::optional<Time> expires;
  bool revoked = false;

  bool operator==(const OpenPgpKey&) const = default;
};

// Armoured or binary, one key or several, as they stand `at` that time. In the
// order of fingerprints.
// Fails with kMalformed, kTooLarge, kUnsupported (no rnp), kNotFound for no key.
[[nodiscard]] Result<std::vector<OpenPgpKey>> ReadOpenPgpKeys(BytesView keys, Time at);

enum class OpenPgpVerdict : std::uint8_t {
  kBad,         // Not by this key over these bytes; made before the key was, or in the future
  kUnknownKey,  // By none of the keys given
  kWeak,        // Its hash is MD5, SHA-1 or RIPEMD-160, or its key below 2048 bits of RSA or DSA
  kRevoked,     // By a key revoked: for any reason but "superseded" or "retired", whenever
                // the signature says it was made; for those two, made afterwards
  kExpired,     // Made after the key expired, or itself over at the time asked for
  kGood,
};

struct OpenPgpSignature {
  OpenPgpVerdict verdict = OpenPgpVerdict::kBad;
  std::string key;  // Fingerprint of the key or subkey that made it, or its key id where unknown
  std::string primary;  // Fingerprint of the primary key, empty where unknown
  Time made;            // As the signer typed it
  std::string hash;     // "SHA256"
};

// One result for each signature inside, at most 16, in their order.
// `signature`: "-----BEGIN PGP SIGNATURE-----" or signature packets.
// A signature is judged at `at`: no clock is looked at.
// Fails with kMalformed, kTooLarge, kUnsupported (no rnp). REQUIRES: at > 1970.
[[nodiscard]] Result<std::vector<OpenPgpSignature>> VerifyOpenPgp(BytesView keys, BytesView message,
                                                                  BytesView signature, Time at);

}  // namespace avouch::crypto
