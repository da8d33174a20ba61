// Digests of a lock: there, well formed, and of a kind that holds.
//
// Spec: as inventory/digests.h, and what Nix, Yarn and Terraform write. That SHA-1 and MD5 hold
// nothing (two files with one digest can be made) is our rule. Pure; any thread.

#pragma once

#include "claims/examination.h"
#include "model/component.h"

namespace avouch::claims {

enum class Hold {
  kNone,    // No digest
  kBroken,  // Its algorithm is known and its value is of another length, or no digits of it
  kWeak,    // SHA-1 or MD5 alone
  kHolds,
};
[[nodiscard]] Hold HoldOf(const model::Component& component);

// Counts the components of `manifest` that come from elsewhere; names the first of each kind that
// does not hold. Gives what to do so that they do, in words; empty where all hold.
std::string_view SeeDigests(const model::Manifest& manifest, Examination& examination);

// Of a manifest that is no lock and that none holds: names what it fetches from repositories and
// addresses for use, where neither a commit of git nor a digest fixes it.
void SeeUnheld(const model::Manifest& manifest, Examination& examination);

}  // namespace avouch::claims
