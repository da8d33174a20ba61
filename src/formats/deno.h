// deno.json, deno.jsonc and deno.lock: what Deno takes from npm, JSR and addresses.
//
// Spec: docs.deno.com, "deno.json and package.json" and "Modules and dependencies"; the lock has
// no page: Deno's own reader of versions 2 to 5. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsDeno(const Path& path);  // Named deno.json, deno.jsonc or deno.lock.

// Of both: a package of npm has its name; one of JSR is "jsr:@scope/name", and one file from an
// address is that address; the latter two are kUrl.
//
// Formats "deno" (requirements of `imports` and `scopes`; comments and trailing commas are
// allowed) and "deno-lock", a lock: components with digests and edges; what the workspace asks
// for is direct. Packages of versions 2 and 3 lie one level deeper. Version 1 maps addresses to
// digests. Fails with kMalformed when it is no JSON object, with kUnsupported for a later version.
[[nodiscard]] Result<model::Manifest> ReadDeno(const Path& path, BytesView bytes);

}  // namespace avouch::formats
