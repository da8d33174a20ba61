// Pipfile.lock and Pipfile, of Pipenv.
//
// Spec: Pipfile specification; Pipenv's documentation, "Pipfile & Pipfile.lock". Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsPipfileLock(const Path& path);  // Named Pipfile.lock.
[[nodiscard]] bool IsPipfile(const Path& path);      // Named Pipfile.

// Format "pipfile-lock"; a lock. Every section but "_meta" is a list of packages: "default" is
// shipped, "develop" is not, others by their names. One in two of them is one component. The
// file does not say what needs what. A source whose certificate is not checked sets checks_off.
// Fails with kMalformed when it is not JSON or not one object, or at a package that is none.
[[nodiscard]] Result<model::Manifest> ReadPipfileLock(const Path& path, BytesView bytes);

// Format "pipfile". Groups: "" (packages), "dev" (dev-packages) and the names of others.
// Fails with kMalformed when it is not TOML.
[[nodiscard]] Result<model::Manifest> ReadPipfile(const Path& path, BytesView bytes);

}  // namespace avouch::formats
