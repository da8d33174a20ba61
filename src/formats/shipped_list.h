// The component list that customers get, from an SBOM in any form but CycloneDX JSON, which has
// a reader of its own (cyclonedx_results.h).
//
// Spec: as formats/sbom.h: SPDX 2.2, 2.3 and 3.0, CycloneDX XML. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/results.h"

namespace avouch::formats {

[[nodiscard]] bool IsSbom(BytesView bytes);

// Files are no components. One without a purl is pkg:generic by its name and version. The list is
// partial where the document says that it is incomplete, or something of it could not be read.
// Fails as ReadSbom does.
[[nodiscard]] Result<model::ShippedList> ReadShippedList(const Path& path, BytesView bytes);

}  // namespace avouch::formats
