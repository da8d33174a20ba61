// avouch review start, review finish: an assessor's frozen workspace as plain
// files, and what they sign over it.
//
// Format: docs/review.md. Start writes one new folder; finish reads it strictly
// and writes into it. Nothing of a review changes the vendor's bundle. One thread.

#pragma once

#include <string>

#include "app/bundle_file.h"
#include "app/check.h"
#include "app/key_file.h"
#include "app/seal.h"
#include "statement/review_statement.h"

namespace avouch::app {

struct ReviewStartOptions {
  std::string bundle;
  std::string organisation;  // The fingerprint that is expected, or empty
  std::string into;          // A new folder; empty: called as the bundle's file
  std::string memory;        // Folder of what is remembered of logs; empty: nothing is
};
[[nodiscard]] Answer ReviewStart(const ReviewStartOptions& options, Time now,
                                 const ConfineTo& confine);

struct ReviewFinishOptions {
  std::string folder;
  KeySource key;                 // Signs; no file: the statement alone is written
  bool leave_undecided = false;  // Rows without a verdict are signed as undecided
  bool statement = false;        // review.statement.json, signed meanwhile, instead of the rows
  std::string memory;
};
[[nodiscard]] Answer ReviewFinish(const ReviewFinishOptions& options, Time now,
                                  const ConfineTo& confine);

// What `avouch verify` says of a review, apart from the vendor's bundle. `key`: of
// the assessor, as the reader was told it; or empty.
// Fails as verify::VerifyReview does, and with kIntegrity for one signed for a day
// after `now`, or for one before what it reviews was decided.
[[nodiscard]] Result<std::string> ReviewBeside(const verify::Proof& proof, BytesView bundle,
                                               const std::string& file, const std::string& key,
                                               Time now);

}  // namespace avouch::app
