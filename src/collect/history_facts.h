// What history says, as facts: people, releases, signatures, watched files.
//
// Pure: the time that counts is the assessed commit's own. Any thread.

#pragma once

#include <string>

#include "collect/collect.h"
#include "collect/people.h"
#include "git/history.h"
#include "model/history.h"

namespace avouch::collect {

struct HistoryInput {
  const git::History& history;
  ObjectId commit;                     // The assessed one
  std::string prefix;                  // Folder inside the repository, or empty
  const model::Policy& policy;
  const model::ReleaseRule& releases;
  std::vector<SetIdentity> set_by_ci;
  std::string mailmap;                 // Text of .mailmap, or empty
  long long bad_refs = 0;
};

[[nodiscard]] Read<model::HistoryFacts> MakeHistoryFacts(const HistoryInput& input);

}  // namespace avouch::collect
