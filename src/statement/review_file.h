// review.yaml of a review's folder: which bundle was frozen, and who reviews it.
//
// Spec: docs/review.md. Strict, as all that people write: an unknown key is an
// error with its line and column. Pure; any thread.

#pragma once

#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "statement/review_statement.h"

namespace avouch::statement {

inline constexpr std::string_view kReviewFileName = "review.yaml";

struct ReviewFile {
  Digest bundle;
  Reviewer assessor;
  std::string key;  // Public, of the assessor; empty: the one that --key opens
  std::string summary;

  bool operator==(const ReviewFile&) const = default;
};

// A file to fill in, for this bundle.
[[nodiscard]] Bytes NewReviewFile(const Digest& bundle);

// Fails with kConfiguration; `where` is "<name>:<line>:<column>".
[[nodiscard]] Result<ReviewFile> ReadReviewFile(BytesView yaml,
                                                std::string_view name = kReviewFileName);

}  // namespace avouch::statement
