// Humans and robots behind the names of history.
//
// Joined by .mailmap, equal e-mail, the forge's no-reply address and its login,
// and equal names of two words or more. Robots are told by "[bot]", by names
// known for it, and by identities that CI steps set, even when they wear a
// person's name. Near-linear; pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "collect/watched.h"
#include "git/history.h"
#include "model/history.h"

namespace avouch::collect {

struct People {
  std::vector<model::Person> persons;     // Counts and dates left empty; order of first sight
  std::vector<std::uint32_t> of_identity; // For each of History::identities: place in persons
  std::vector<bool> forge;                // For each identity: the forge's own committer
};

[[nodiscard]] People JoinPeople(const git::History& history, std::string_view mailmap,
                                const std::vector<SetIdentity>& set_by_ci);

// "GitHub <noreply@github.com>" and its like: commits made by the forge for somebody.
[[nodiscard]] bool IsForge(const git::Identity& identity);

}  // namespace avouch::collect
