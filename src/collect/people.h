// Identities joined into people, and robots found, also those that wear a
// person's name.
//
// Rule 10 of the project's rules (docs/rules.md). Two identities are one person
// when .mailmap says so, when they share an address, when one's name is the
// login in the other's forge address, or when they share a name of two words or
// more. Robots join each other by address and login only, never a person.
// Near linear in the number of identities. Any thread.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "git/history.h"
#include "model/history.h"
#include "model/place.h"

namespace avouch::collect {

// What a workflow step sets as user.name and user.email; either may be empty.
struct RobotIdentity {
  std::string name, email;
  model::Place place;

  auto operator<=>(const RobotIdentity&) const = default;
};

inline constexpr std::uint32_t kNobody = 0xffffffff;

struct People {
  std::vector<model::Person> people;       // By commits, then name
  std::vector<std::uint32_t> of_identity;  // For each of History::identities: a position in people,
                                           // kNobody for the forge itself and for unused ones

  // The person behind an address in a trailer, or kNobody.
  [[nodiscard]] std::uint32_t Find(std::string_view name, std::string_view email) const;
  std::vector<std::pair<std::string, std::uint32_t>> by_email, by_name;  // Sorted
};

// `mailmap` holds the bytes of .mailmap, or nothing.
[[nodiscard]] People JoinPeople(const git::History& history, std::string_view mailmap,
                                const std::vector<RobotIdentity>& robots);

// "Merge branch 'main' into topic" brings a topic up to date: no decision to take
// somebody's change in.
[[nodiscard]] bool IsSyncMerge(std::string_view subject);
// "Merge pull request #12", "Merge branch 'x' into 'main'": a forge took a proposal in.
[[nodiscard]] bool IsProposalMerge(std::string_view subject);

}  // namespace avouch::collect
