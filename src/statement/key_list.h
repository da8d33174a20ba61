// The people of an organisation and their keys, as a bundle carries them.
//
// Spec: organisation_file.h, CanonicalFirst: the bytes whose SHA-256 is an
// organisation's fingerprint. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "model/organisation.h"

namespace avouch::statement {

// The name, number, country; of the people id, roles, keys and their days. All else is empty.
// Accepts exactly what CanonicalFirst writes. Fails with kMalformed.
[[nodiscard]] Result<model::Organisation> ReadKeyList(BytesView json);

}  // namespace avouch::statement
