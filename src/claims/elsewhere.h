// What was tested or received where no results are kept: a person's signed record
// of one component, held against what is used here.
//
// Claims 1.2.2 to 1.2.4. The newest record that counts decides, of one day the worse;
// one that nobody signed hides none. Pure; any thread.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "claims/check.h"

namespace avouch::claims {

// A component as a record names it: "postgresql@16.4", "Sluice 3.1.1", a purl.
struct NamedVersion {
  std::string name, version;  // Lower case; empty: not said

  auto operator<=>(const NamedVersion&) const = default;
};
[[nodiscard]] NamedVersion ComponentNamed(std::string_view about);

// True when lock files, avouch.yaml's components with a life of their own, or what is
// told to have been released name that version.
[[nodiscard]] bool IsUsed(const Inputs& in, const NamedVersion& component);

// Tests of components elsewhere: one that failed and is used all the same contradicts;
// one that passed is told.
void SeeComponentTests(const Inputs& in, Examination& examination);

// True when every component that the release brings passed a test elsewhere, by its
// day; the check then rests on those records. `lacking` is one that has none, when
// some have. Only of the assessed commit's release is it known what it brings.
[[nodiscard]] bool TestedElsewhere(const Inputs& in, Examination& examination,
                                   const model::Release& release, std::string& lacking);

}  // namespace avouch::claims
