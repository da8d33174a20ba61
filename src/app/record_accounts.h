// The accounts that a review of access has to decide on: those of the export that
// it names. One that is left out undoes the review, so it is told before it is
// written.
//
// AccountsToReview is pure; any thread.

#pragma once

#include <string>
#include <vector>

#include "base/bytes.h"
#include "formats/exports.h"

namespace avouch::app {

struct AccountToReview {
  std::string id;     // As the decisions name it
  std::string about;  // For people: "Priya Nair, priya@larkhill.example, admin"

  bool operator==(const AccountToReview&) const = default;
};

// Those that are active, in the order of the export; none when it lists no accounts
// or is nothing that is read. `path` is below the organisation's folder.
[[nodiscard]] std::vector<AccountToReview> AccountsToReview(const formats::ReceivedRules& rules,
                                                            const Path& path, BytesView bytes);

// Of these, the ids that `decided` ("tomad=keep", ...) says nothing of.
[[nodiscard]] std::vector<AccountToReview> Undecided(const std::vector<AccountToReview>& accounts,
                                                     const std::vector<std::string>& decided);

}  // namespace avouch::app
