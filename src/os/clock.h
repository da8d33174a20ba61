// The only clock of the program. What decides takes the time as an argument;
// only the doors (cli, web) ask for it, once, when nobody gave --at.
//
// Any thread.

#pragma once

#include "base/time.h"

namespace avouch::os {

// Whole seconds, UTC.
[[nodiscard]] Time Now();

// Microseconds since some fixed point, never running backwards: for durations
// told to people on stderr and never for anything that is written down.
[[nodiscard]] long long MonotonicMicroseconds();

}  // namespace avouch::os
