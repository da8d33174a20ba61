// Files of the component manager of ESP-IDF: idf_component.yml and dependencies.lock.
//
// Spec: docs.espressif.com, "idf-component-manager": "idf_component.yml Manifest File Format",
// "Version Solver", "dependencies.lock". Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsEspIdf(const Path& path);

// Format "esp-idf" (idf_component.yml): requirements, named with their namespace, "espressif"
// where none is written; `rules` as their condition; one of `require: no` for the build alone. The
// framework itself ("idf") is one of them: "esp-idf".
// Format "esp-idf-lock" (dependencies.lock): a lock. Each component with the digest
// "sha256:..." of its files where it has one, its edges since version 1 of the lock where they are
// written, direct as it says. A file of this name that is another's is empty.
// Fails with kMalformed when it is not YAML or not one map.
[[nodiscard]] Result<model::Manifest> ReadEspIdf(const Path& path, BytesView bytes);

}  // namespace avouch::formats
