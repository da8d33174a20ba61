// Component lists that customers get, compared with what is found here.
//
// Claim 1.2.1: found and not declared, declared and not found, another version, or a whole kind
// that is not there contradicts. What nothing here tells (whether a package is for tests, what a
// range became, which version a copy is) is asked about and contradicts nothing. What only builds
// the product is not asked of a list: our rule. Pure; any thread.

#pragma once

#include "claims/check.h"

namespace avouch::claims {

// True when a list of the current commit was compared; what differs, and what
// could not be compared, is told.
bool CompareDeclared(const Inputs& in, Examination& examination);

}  // namespace avouch::claims
