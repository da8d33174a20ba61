// rebar.config: what rebar3 is asked for, in every profile.
//
// Spec: rebar3.org, "Dependencies" and "Profiles". Nothing of it is run, and neither is a
// rebar.config.script beside it. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// Format "rebar". A package has the name under which Hex has it, which a {pkg, name} tells. What
// a profile asks for has the profile as its group; test, dev, docs, lint and bench are for
// development. Plugins have the group "plugin". See hex.h.
[[nodiscard]] Result<model::Manifest> ReadRebarConfig(const Path& path, BytesView bytes);

}  // namespace avouch::formats
