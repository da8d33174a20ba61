// Files of Clojure: Leiningen's project.clj, deps.edn, as far as they are written out.
//
// Spec: leiningen's sample.project.clj and "Profiles"; clojure.org, "deps.edn Reference".
// Nothing is run. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsClojure(const Path& path);

// Formats "leiningen" and "clojure-deps": requirements by Maven's names ("ring" is "ring:ring").
// Of a profile or alias that is called after tests, development, documents or a version to test
// with they are for development; of "build" and plugins, for the build; of another the condition
// "profile x". A scope that is written is the group. Versions of :managed-dependencies count
// where a dependency has none.
// Fails with kMalformed when a text or bracket does not end; kTooLarge beyond kMaxLiteralDepth;
// kUnsupported when all that is asked for is computed.
[[nodiscard]] Result<model::Manifest> ReadClojure(const Path& path, BytesView bytes);

}  // namespace avouch::formats
