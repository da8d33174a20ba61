// rebar.config: what rebar3 is asked for, in every profile.
//
// Spec: rebar3.org, "Dependencies", "Profiles" and "Dynamic configuration". Nothing is run. Pure;
// any thread.

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

// rebar.config.script, a program that changes the list: a note for each line that names "deps".
[[nodiscard]] Result<model::Manifest> ReadRebarScript(const Path& path, BytesView bytes);

}  // namespace avouch::formats
