// .npmrc: what npm and pnpm are told, as far as it takes a check or the lock away.
//
// Spec: docs.npmjs.com, "npmrc" and "Config"; pnpm.io, "Settings (.npmrc)". Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsNpmrc(const Path& path);  // Named .npmrc.

// Format "npmrc", no lock: checks_off where a registry is asked over plain HTTP, certificates are
// not checked, or no lock is read or written; and nothing else of it. Reads any bytes.
[[nodiscard]] Result<model::Manifest> ReadNpmrc(const Path& path, BytesView bytes);

}  // namespace avouch::formats
