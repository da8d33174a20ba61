// Files that say which compilers, languages and tools a project is built with: .tool-versions,
// mise.toml, rust-toolchain, .nvmrc, .python-version and others.
//
// Spec: asdf-vm.com, "Configuration"; mise.jdx.dev, "Configuration"; the rustup book,
// "Overrides"; nvm, pyenv, rbenv, jenv, goenv, tfenv, bazelisk, SDKMAN. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsToolVersions(const Path& path);

// Format "tool-versions", of no ecosystem; all that it holds is `tools`: "node 22.1.0",
// "rust 1.80", "python 3.12". A name as the file gives it ("nodejs" of asdf is "node"), a
// version without the name or "v" that some put before it ("ruby-3.3.0", "v20.1.0"). Where
// several versions are named, each is a tool. A version that a template or the machine decides
// ("system", "path:/x", "{{ }}") is a note.
// A mise.lock: mise_lock.h.
// Fails with kMalformed for mise.toml that is no TOML.
[[nodiscard]] Result<model::Manifest> ReadToolVersions(const Path& path, BytesView bytes);

}  // namespace avouch::formats
