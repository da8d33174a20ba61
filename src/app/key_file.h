// Files that hold a private key of ours: made, and opened.
//
// Only their owner may read them. A passphrase comes from the file that a flag
// names, from AVOUCH_PASSPHRASE, or from a terminal. One thread.

#pragma once

#include <string>

#include "app/check.h"
#include "crypto/private_key.h"
#include "crypto/secret.h"

namespace avouch::app {

struct KeySource {
  std::string file;
  std::string passphrase_file;  // Its first line; or empty
  bool no_input = false;        // Never ask
};

// Fails with kUsage when no file is named or a passphrase is needed and there is
// none; kIo for a file that others may read; kMalformed, kIntegrity.
[[nodiscard]] Result<crypto::PrivateKey> OpenKeyFile(const KeySource& source);

// avouch key new FILE: a new Ed25519 key in FILE, which may not exist; its public
// half and fingerprint on stdout. An empty passphrase makes an unprotected file,
// which is only done when `plain` says so.
[[nodiscard]] Answer NewKey(const KeySource& source, bool plain);

// What makes the salts of a log: derived from its key, so that there is one thing
// to keep. HMAC-SHA-256(seed, "avouch-log-secret-v1").
[[nodiscard]] crypto::Secret LogSecret(const crypto::PrivateKey& key);

}  // namespace avouch::app
