// Integrity values of pages, recomputed from the files of the tree that they
// are about.
//
// Spec: Subresource Integrity, "Parse metadata" and "Apply algorithm to bytes".
// A page's own part is found by its address; of a part from elsewhere a copy of
// the same name is looked for. Any thread.

#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/component.h"
#include "source/tree.h"

namespace avouch::collect {

// Sets `matches` and `mismatch` where a file decides, and drops own parts for
// which none, or more than one, could be the one meant.
void RecomputeIntegrity(const source::Tree& tree, std::vector<model::BrowserScript>& scripts);

// Whether one of the strongest digests of `integrity` is that of `bytes`; unknown
// algorithms and options are passed over. Nothing when no digest is understood.
[[nodiscard]] std::optional<bool> IntegrityHolds(std::string_view integrity, BytesView bytes);

}  // namespace avouch::collect
