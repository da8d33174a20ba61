// The formats in which a machine or an image says what is installed on it.
//
// A table of its own: in a repository such a file is a copy of some machine's, and no
// evidence of how the product holds its dependencies. To add one: as formats/table.h says.
// Pure; any thread.

#pragma once

#include <span>

#include "formats/table.h"

namespace avouch::formats {

// Each reads into a model::Manifest.
[[nodiscard]] std::span<const Format> InstalledFormats();
[[nodiscard]] const Format* InstalledFormatOf(const Path& path);

}  // namespace avouch::formats
