// Files of Hex: mix.lock, rebar.lock, mix.exs where literal, rebar.config, gleam.toml.
//
// Spec: hexdocs.pm/mix, "Mix.Tasks.Deps"; rebar3.org, "Dependencies"; gleam.run, "gleam.toml";
// Hex's own encoders of the locks, since those have no page. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsHex(const Path& path);

// Formats "mix-lock" and "rebar-lock", locks. A package has the name under which Hex has it
// (that of the application may differ), and the outer checksum "sha256:...", which is of the
// archive. A lock of before 2019 has only the inner one, of what lies in the archive: kept as
// "hex-inner-sha256:...". A git entry is kGit, "#commit" behind its address, without a
// version. In rebar.lock level 0 is direct; in mix.lock nothing tells.
// Formats "mix", "rebar" (rebar_config.h) and "gleam": requirements, those `only:` for dev and test
// for development, and "dev-dependencies"; mix.exs as far as its list is written out. Fails with
// kMalformed when brackets or texts do not end, when it is not TOML; kUnsupported when a mix.exs
// computes its dependencies and names none that ships.
[[nodiscard]] Result<model::Manifest> ReadHex(const Path& path, BytesView bytes);

}  // namespace avouch::formats
