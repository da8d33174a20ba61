// One answer as CycloneDX attestations, and the Code as a CycloneDX standard.
//
// Spec: ECMA-424 (CycloneDX 1.6 and 1.7), `definitions.standards` and
// `declarations`. A claim is declared where it is met or not met and nowhere else;
// an open one has its requirement, its reason, and no number. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "model/catalogue.h"
#include "report/hand_in.h"

namespace avouch::report {

// JSON, for people too. Fails with kMalformed when a value cannot be written.
[[nodiscard]] Result<Bytes> WriteCycloneDx16(const HandIn& what);
[[nodiscard]] Result<Bytes> WriteCycloneDx17(const HandIn& what);

// The Code alone: `definitions.standards` of version 1.6.
[[nodiscard]] Result<Bytes> WriteCycloneDxStandard(const model::Catalogue& catalogue);

}  // namespace avouch::report
