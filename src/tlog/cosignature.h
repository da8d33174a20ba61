// A witness's word: at this time, this was the largest tree of the log it had seen.
//
// Spec: c2sp.org/tlog-cosignature, "cosignature/v1", the form with Ed25519. The
// form with ML-DSA-44 is another type of key, which no build of ours reads yet.
// Pure; any thread.

#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "crypto/keys.h"

namespace avouch::tlog {

// What the witness signs: two lines, then the text of the checkpoint.
// REQUIRES: time is not before 1970.
[[nodiscard]] std::string CosignedMessage(Time time, std::string_view checkpoint);

// `bytes`: the time (8 bytes, big-endian), then 64 bytes of Ed25519.
// Fails with kMalformed, and with kIntegrity when it is not by `key`.
[[nodiscard]] Result<Time> VerifyCosignature(const crypto::PublicKey& key,
                                             std::string_view checkpoint, BytesView bytes);

}  // namespace avouch::tlog
