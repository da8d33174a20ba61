// The Code as a library for CISO Assistant, for others to use.
//
// Spec: the library format of that project, as JSON, which is YAML too: a
// framework whose claims can be assessed and whose themes and principles cannot.
// No scale of numbers is given. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "model/catalogue.h"

namespace avouch::report {

[[nodiscard]] Result<Bytes> WriteCisoAssistant(const model::Catalogue& catalogue);

}  // namespace avouch::report
