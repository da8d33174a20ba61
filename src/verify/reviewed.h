// Whose signature a review carries, and whether it is about this bundle.
//
// Spec: docs/predicates/review.md. A review names its own key: that it is the
// assessor's, the reader was told by another road. Pure; any thread.

#pragma once

#include <string>
#include <string_view>

#include "statement/review_statement.h"
#include "verify/bundle.h"

namespace avouch::verify {

// A review whose signature is by the key that it names, about the verdicts of the
// bundle that it was held against.
struct Reviewed {
  statement::Review what;
  std::string key;         // As people compare it: "ssh-ed25519 SHA256:...", "passkey:v1:..."
  bool expected = false;   // It is the key that the reader named
  bool same_copy = false;  // Frozen from just these bytes, and no other copy
};

// `bundle`: SHA-256 of the bytes that were proved. `key`: fingerprint or public
// key that the reader was told by another road, or empty.
// Fails with kIntegrity: a signature by another key or over other bytes, another
// product, organisation, log or assessment, verdicts that are not the bundle's,
// another key than the reader named; kMalformed, kTooLarge.
[[nodiscard]] Result<Reviewed> VerifyReview(BytesView envelope, const Proof& proof,
                                            const Digest& bundle, std::string_view key);

// A review against what a bundle says, without its signature: before it is signed.
// Fails with kIntegrity.
[[nodiscard]] Status IsReviewOf(const statement::Review& review, const Proof& proof);

// "ssh-ed25519 SHA256:...", or a passkey's line.
[[nodiscard]] std::string KeyForPeople(std::string_view key);

}  // namespace avouch::verify
