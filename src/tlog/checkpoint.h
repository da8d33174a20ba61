// Checkpoints: what a log signs of itself, and witnesses with it.
//
// Spec: c2sp.org/tlog-checkpoint v1.0. Extension lines are refused: nobody
// audits them, and a reader could be told something in them. The origin is the
// name of the log's key. Any thread.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "base/result.h"
#include "base/time.h"
#include "tlog/note.h"

namespace avouch::tlog {

struct Checkpoint {
  std::string origin;      // Not empty, one line
  std::uint64_t size = 0;  // 0..kMaxSize
  Digest root;             // EmptyRoot() when size is 0

  bool operator==(const Checkpoint&) const = default;
};

// The text that is signed: three lines.
[[nodiscard]] std::string WriteCheckpoint(const Checkpoint& checkpoint);
// Accepts exactly what WriteCheckpoint writes. Fails with kMalformed, or
// kUnsupported where there are extension lines.
[[nodiscard]] Result<Checkpoint> ParseCheckpoint(std::string_view text);

struct Cosigned {
  std::string witness;
  Time time;

  bool operator==(const Cosigned&) const = default;
};

struct SignedCheckpoint {
  Checkpoint checkpoint;
  std::vector<Cosigned> cosigned;  // In the order of the signatures
};

// Reads and verifies a signed checkpoint. The log's own signature must be there;
// witnesses' are verified when present, and how many of them it takes is for the
// caller to say.
// REQUIRES: `log` is of kind kEd25519, `witnesses` of kind kCosignature.
// Fails as ParseNote, VerifyNote and ParseCheckpoint do, and with kIntegrity for
// another log's checkpoint.
[[nodiscard]] Result<SignedCheckpoint> OpenCheckpoint(std::string_view note, const NoteKey& log,
                                                      std::span<const NoteKey> witnesses = {});

// Fails as SignNote does for an origin that is no name of a key.
[[nodiscard]] Result<std::string> SignCheckpoint(const Checkpoint& checkpoint,
                                                 const crypto::PrivateKey& key);

}  // namespace avouch::tlog
