// Component lists that customers get, compared with what lock files name.
//
// Claim 1.2.1: found and not declared, declared and not found, or another version
// contradicts. Where a lock file does not say what is only for tests, what the list
// lacks is asked about and contradicts nothing. Pure; any thread.

#pragma once

#include "claims/check.h"

namespace avouch::claims {

// True when a list of the current commit was compared; what differs, and what
// could not be compared, is told.
bool CompareDeclared(const Inputs& in, Examination& examination);

}  // namespace avouch::claims
