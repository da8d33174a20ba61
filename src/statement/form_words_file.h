// catalogues/form-words.yaml: how the rows of a filled form are known for claims.
//
// Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "model/form.h"

namespace avouch::statement {

// Fails with kConfiguration, `where` as "form-words.yaml:LINE:COLUMN" or "line N".
[[nodiscard]] Result<model::FormWords> ReadFormWords(BytesView yaml);

}  // namespace avouch::statement
