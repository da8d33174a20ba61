// vendor/modules.txt: which Go modules lie in a folder vendor/, as `go mod vendor` writes it.
//
// Spec: go.dev/ref/mod, "go mod vendor"; the go command's own reader, since the format has no
// page. Pure; any thread.

#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsGoVendor(const Path& path);  // Ends in vendor/modules.txt.

// Format "go-vendor"; no lock: go.mod says what is wanted, and go.sum its digests. A component is
// a module of which packages were copied, under the name and version of what they come from: of a
// replaced one, its replacement (a folder: kPath, with the name that it stands for). A module of
// which nothing is used is named there and no component. Who asks for it, and what for, go.mod and
// the sources tell. Lines that are none of these are notes.
[[nodiscard]] Result<model::Manifest> ReadGoVendor(const Path& path, BytesView bytes);

// Of each package the component of ReadGoVendor's that it is of, by the path that sources import:
// of a replaced module its own. Empty where that fails.
[[nodiscard]] std::unordered_map<std::string, std::uint32_t> GoVendorPackages(BytesView bytes);

}  // namespace avouch::formats
