// mix.exs, as far as its list of dependencies is written in literals.
//
// Spec: hexdocs.pm/mix, "Mix.Tasks.Deps". Nothing of it is run. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// Format "mix". See hex.h.
[[nodiscard]] Result<model::Manifest> ReadMixExs(const Path& path, BytesView bytes);

}  // namespace avouch::formats
