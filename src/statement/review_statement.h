// What an independent assessor signs: their own verdicts over the frozen
// evidence of one bundle.
//
// Spec: docs/predicates/review.md; in-toto Statement v1. Nothing of it changes
// what the vendor said, and nothing of the vendor's is taken over but for
// comparing. Values, and bytes from and to them; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/digest.h"
#include "base/result.h"
#include "base/time.h"
#include "statement/verdicts.h"

namespace avouch::statement {

inline constexpr std::string_view kReviewType = "urn:x-avouch:review:v1";
inline constexpr std::size_t kMaxReviewText = 8000;  // Bytes of one cell: two pages
inline constexpr std::size_t kMaxReviewLines = 50;   // Requests, or alternatives, of one claim

enum class ReviewVerdict { kUndecided, kMet, kNotMet, kOpen, kNotApplicable };
AVOUCH_NAMES(ReviewVerdict, "undecided", "met", "not-met", "open", "not-applicable")

// How assessors look, by the names that the trade has for it.
enum class ReviewMethod { kExamine, kInterview, kTest };
AVOUCH_NAMES(ReviewMethod, "examine", "interview", "test")

struct ReviewedClaim {
  std::string claim;
  model::Verdict vendor = model::Verdict::kNotEvidenced;  // As the bundle has it
  ReviewVerdict verdict = ReviewVerdict::kUndecided;
  std::vector<ReviewMethod> methods;  // In the order of the enum, each once
  std::string looked_at, comment;
  std::vector<std::string> alternatives;  // Claims that would serve instead, in words
  std::vector<std::string> requests;      // To the vendor

  bool operator==(const ReviewedClaim&) const = default;
  AVOUCH_FIELDS(claim, vendor, verdict, methods, looked_at, comment, alternatives, requests)
};

struct Reviewer {
  std::string name, organisation;
  std::string relation;  // To the vendor, in their words: "paid by it, no other tie"

  bool operator==(const Reviewer&) const = default;
  AVOUCH_FIELDS(name, organisation, relation)
};

struct Review {
  std::string product, commit;  // The statement's subject
  Digest assessment;            // The subject's digest, too
  std::string version;
  Digest bundle;             // SHA-256 of the copy that was frozen
  std::string organisation;  // The vendor's fingerprint, or empty
  std::string log;           // The log's key as a signed note writes it
  long long log_size = 0;    // Of the copy that was frozen
  Reviewer assessor;
  std::string key;  // Of the assessor: "ssh-ed25519 AAAA...", "passkey:v1:..."
  Time on;
  std::string summary;
  std::vector<ReviewedClaim> claims;  // All of the bundle's, in its order

  bool operator==(const Review&) const = default;
};

enum class Agreement { kAgrees, kDiffers, kUndecided };
[[nodiscard]] Agreement AgreementOn(const ReviewedClaim& claim);

// What a verdict of the vendor's is called in a review.
[[nodiscard]] ReviewVerdict AsReviewed(model::Verdict verdict);

// What `claim` lacks to be somebody's decision, in words; empty when nothing:
// met and not-met say how and at what was looked, not-applicable says why, open
// says why or asks for something.
[[nodiscard]] std::string LackOf(const ReviewedClaim& claim);

// Fails with kUsage: nobody named, no key that can be read, no claim, one given
// twice, LackOf, a text too long or not UTF-8.
[[nodiscard]] Status CheckReview(const Review& review);

// The payload, canonical. Fails as CheckReview.
[[nodiscard]] Result<Bytes> WriteReview(const Review& review);
// Accepts exactly what WriteReview writes. Fails with kMalformed.
[[nodiscard]] Result<Review> ReadReview(BytesView json);

}  // namespace avouch::statement
