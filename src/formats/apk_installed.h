// What apk has installed: lib/apk/db/installed of Alpine, Wolfi, Chainguard and
// postmarketOS.
//
// Spec: apk(5), "Installed database": a letter, a colon and a value a line;
// stanzas apart by empty lines. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsApkInstalled(const Path& path);  // lib/apk/db/installed below any folder.

// Format "apk-installed". A digest is as written, "Q1..." or "Q2..." (SHA-1 or
// SHA-256 of the package's control part, base64). Qualifiers: "arch", and
// "upstream" where the origin is called otherwise. Supplier is the maintainer
// without address; origin the address in U. Edges are D met by names and by p
// (provides: libraries, commands). Fails with kMalformed when no line is a
// field.
[[nodiscard]] Result<model::Manifest> ReadApkInstalled(const Path& path, BytesView bytes);

}  // namespace avouch::formats
