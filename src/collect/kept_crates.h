// Vendored crates, file by file against the sums that cargo wrote beside them.
//
// Spec: The Cargo Book, "Source Replacement", directory sources. A file whose line ends alone
// differ is as told: git may keep it so. Any number of threads gives the same.

#pragma once

#include <vector>

#include "model/component.h"
#include "source/tree.h"

namespace avouch::collect {

// `sums` are files .cargo-checksum.json of `tree`; manifests as in kept.h.
[[nodiscard]] std::vector<model::Manifest> ReadCrates(const source::Tree& tree,
                                                      const std::vector<const source::Entry*>& sums,
                                                      int threads);

}  // namespace avouch::collect
