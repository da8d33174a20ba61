// A catalogue as bytes that a start can afford: written when the program is
// built (cmake/pack_catalogue.cpp), read instead of the YAML that it came from.
//
// Form: statement/packed.h, behind the catalogue's digest. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "model/catalogue.h"

namespace avouch::statement {

[[nodiscard]] Bytes PackCatalogue(const model::Catalogue& catalogue);

// The catalogue that PackCatalogue was given, digest and all. Nothing is checked
// again: the bytes must come from the same build. Fails with kInternal on others.
[[nodiscard]] Result<model::Catalogue> UnpackCatalogue(BytesView packed);

}  // namespace avouch::statement
