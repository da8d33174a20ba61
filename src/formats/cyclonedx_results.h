// CycloneDX JSON: the components that customers are told of, and vulnerabilities.
//
// Spec: CycloneDX 1.2 to 1.7 (ECMA-424), components, vulnerabilities,
// compositions. Pure; any thread.

#pragma once

#include <optional>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/results.h"

namespace avouch::formats {

struct CycloneDxResults {
  std::optional<model::ShippedList> list;  // When it has components
  std::optional<model::ScanRun> scan;  // When it has a list of vulnerabilities, an empty one too
};

[[nodiscard]] bool IsCycloneDx(BytesView bytes);  // JSON that says bomFormat CycloneDX.

// Components inside components too. One without a purl is pkg:generic by its name and version.
// The list is partial where compositions say that it is incomplete, or a component has no name.
// A vulnerability is one finding per component it affects; its severity the gravest of its
// ratings; suppressed when its analysis says not affected, false positive or resolved.
// Fails with kMalformed when it is no JSON of this kind.
[[nodiscard]] Result<CycloneDxResults> ReadCycloneDx(const Path& path, BytesView bytes);

}  // namespace avouch::formats
