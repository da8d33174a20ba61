// What the maker of something says of it in its own bundle: its word, signed, and no
// more, whatever the maker rested it on.
//
// It counts when the organisation pins the maker's fingerprint and signed that, the
// bundle's digest is recorded, no newer one is there, the log tells one story, and the
// maker's officer stands by the verdict. Else it counts for nothing. Pure; any thread.

#pragma once

#include <string_view>

#include "claims/check.h"

namespace avouch::claims {

// True when the organisation pins a maker of the product, or has a bundle of it.
[[nodiscard]] bool HasUpstream(const Inputs& in, std::string_view product);

// What the newest bundle says of the claim; null, and what it lacks is missing. The check
// rests on it. `since`: a day that the bundle must have seen.
const model::UpstreamClaim* AskMaker(const Inputs& in, Examination& examination,
                                     std::string_view product, std::string_view claim,
                                     std::string_view since);

}  // namespace avouch::claims
