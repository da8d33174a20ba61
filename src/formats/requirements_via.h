// The "# via" comments in which compilers of requirement files say who asks for a package.
//
// Spec: none; what pip-compile and uv write. Pure; any thread.

#pragma once

#include <string_view>

#include "model/component.h"

namespace avouch::formats {

// Sets needs, and direct where a file or project asks: "# via flask", "# via a, -r dev.in",
// "#   x (pyproject.toml)". Names that are no component say nothing.
// REQUIRES: the components of `manifest` are in the order of their lines in `text`.
void ReadVia(std::string_view text, model::Manifest& manifest);

}  // namespace avouch::formats
