// What our log says of a piece of evidence: when it was taken in, and a salted
// digest from which nobody can guess what it says.
//
// The entry is 44 bytes: "avl1", the time (seconds, 8 bytes, big-endian), and
// SHA-256(salt ‖ envelope). The salt is HMAC-SHA-256(log secret, payload digest):
// the keeper of the log derives it, whoever is given the payload is given it too.
// Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/digest.h"
#include "base/result.h"
#include "base/time.h"

namespace avouch::tlog {

inline constexpr std::size_t kLeafBytes = 44;
inline constexpr std::size_t kMinLogSecret = 32;
inline constexpr Time kLastLeafTime{253402300799};  // 9999-12-31T23:59:59Z

struct Leaf {
  Time time;  // 1970 .. kLastLeafTime
  Digest commitment;

  bool operator==(const Leaf&) const = default;
};

// REQUIRES: log_secret has kMinLogSecret bytes or more.
[[nodiscard]] Digest SaltFor(BytesView log_secret, const Digest& payload);
[[nodiscard]] Digest CommitmentTo(const Digest& salt, BytesView envelope);

// REQUIRES: the time is within the range given above.
[[nodiscard]] Bytes WriteLeaf(const Leaf& leaf);
// Fails with kMalformed, or kUnsupported for another format tag.
[[nodiscard]] Result<Leaf> ParseLeaf(BytesView entry);

}  // namespace avouch::tlog
