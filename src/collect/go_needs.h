// What vendored Go modules need of one another, by what their packages import.
//
// Spec: go.dev/ref/mod, "Vendoring": vendor/ has every package that the packages of the main module
// and their tests need, for any system and any tag but "ignore". A module needs another where a
// package of it that was copied imports one of the other's: what `go list -deps` tells, put
// together for all systems; less than `go mod graph`, which tells what could be needed, too. Pure;
// any thread.

#pragma once

#include <cstdint>
#include <vector>

#include "base/bytes.h"
#include "base/path.h"
#include "collect/go_scopes.h"
#include "model/component.h"

namespace avouch::collect {

struct GoVendorNeeds {
  Path path;                                      // Of vendor/modules.txt
  std::vector<std::vector<std::uint32_t>> needs;  // Of each component of it, as Detail::needs
  bool whole = true;  // Every package that is listed was read, and all that they import is listed
};

// - `path`, `bytes`: of vendor/modules.txt, which lies in the module `module`.
// - `packages`: as read; of other modules and not vendored ones are passed over.
// - `read`: whether all files of its vendored packages could be.
[[nodiscard]] GoVendorNeeds FindGoNeeds(const Path& path, BytesView bytes,
                                        const std::vector<GoPackage>& packages,
                                        std::uint32_t module, bool read);

// Puts them to the manifests of the same paths. What is not whole is a note of the manifest.
void MarkNeeds(const std::vector<GoVendorNeeds>& all, std::vector<model::Manifest>& manifests);

}  // namespace avouch::collect
