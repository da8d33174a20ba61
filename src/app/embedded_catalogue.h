// The catalogue that this program was built with, packed for its start.
//
// Made by cmake/Embed.cmake into the build folder, from the same files as
// statement::EmbeddedCatalogue. Any thread.

#pragma once

#include "base/bytes.h"

namespace avouch::app {

// For statement::UnpackCatalogue.
[[nodiscard]] BytesView PackedCatalogue();

}  // namespace avouch::app
