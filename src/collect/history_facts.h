// What history says, put together: people, releases, signatures, and how the
// watched files moved.
//
// Nothing here reads a clock: "the window" ends at the assessed commit's own
// date. Git dates are typed by their authors, so oddities among them are told.
// One thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "collect/collect.h"
#include "collect/people.h"
#include "git/history.h"
#include "model/history.h"
#include "model/product.h"
#include "source/tree.h"

namespace avouch::collect {

struct HistoryInput {
  const git::History& history;
  ObjectId commit;              // Assessed; in `history`
  std::string prefix;           // Folder of the repository that is assessed, or empty
  const model::Policy& policy;  // window_days
  const model::ReleaseRule& releases;
  std::vector<RobotIdentity> identities;
  const source::Tree& tree;  // For .mailmap
};

[[nodiscard]] Read<model::HistoryFacts> MakeHistoryFacts(const HistoryInput& input);

// The forge's own key, by which it signs what is done on its pages.
[[nodiscard]] bool IsForgeKey(std::string_view key);

// CVE and GHSA ids in a line, as published.
[[nodiscard]] std::vector<std::string> AdvisoryIdsIn(std::string_view line);

}  // namespace avouch::collect
