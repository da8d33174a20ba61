// The table of avouch.org.yaml: every key, what it may hold, what it is for, and
// whose signature makes it count.
//
// Constants only; any thread.

#pragma once

#include "statement/shape.h"

namespace avouch::statement {

[[nodiscard]] const Shape& OrganisationShape();

}  // namespace avouch::statement
