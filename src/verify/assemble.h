// The bytes of a bundle, out of what a log holds.
//
// Spec: docs/bundle.md. Withholds what is more private than the reader: its
// commitment stays. Pure; any thread.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "crypto/private_key.h"
#include "statement/bundle_index.h"

namespace avouch::verify {

// One entry of the log with its bytes, and the proof that it is one.
struct Sealed {
  statement::ItemKind kind = statement::ItemKind::kPayload;
  std::string name;  // As docs/bundle.md section 4 has it for the kind
  statement::Audience visibility = statement::Audience::kInternal;
  Digest id;       // SHA-256 of the payload
  Bytes envelope;  // What the log's commitment is to
  std::uint64_t leaf = 0;
  Time time;
  Digest salt;
  std::vector<Digest> proof;
};

struct Contents {
  statement::Audience audience = statement::Audience::kInternal;
  statement::BundleProduct product;
  statement::BundleOrganisation organisation;
  std::string log_key;     // "name+hash+key"
  std::string checkpoint;  // The signed note
  std::uint64_t size = 0;
  Digest root;
  std::vector<statement::EarlierHead> earlier;
  std::vector<Sealed> sealed;  // In any order, each leaf once
};

// Signed with `log`, whose public key is `log_key`'s.
// Fails with kUsage unless there is one list of verdicts and one assessment, and as
// WriteTar does.
[[nodiscard]] Result<Bytes> Assemble(const Contents& contents, const crypto::PrivateKey& log);

}  // namespace avouch::verify
