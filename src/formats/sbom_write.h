// An Inventory as CycloneDX or SPDX: the same inventory, the same bytes.
//
// Spec: CycloneDX 1.4-1.7 JSON (ECMA-424); SPDX 2.3 JSON and tag-value. No clock, host or
// chance in them: the time is given, and the serial follows from the content. Pure; any thread.

#pragma once

#include <string>

#include "base/bytes.h"
#include "base/result.h"
#include "model/inventory.h"
#include "syntax/json_writer.h"

namespace avouch::formats {

// Takes the document piece by piece; a failure ends the writing and is what it fails with.
using syntax::ByteSink;

struct SbomWriting {
  std::string created;  // RFC 3339, "2026-11-26T20:00:00Z"; empty = Inventory::created
  std::string tool = "avouch", tool_version;  // Who writes; an empty tool is left out
  bool keep_serial = false;  // The inventory's own serial, where it is one, and its revision
  bool indent = true;        // Two spaces a level; false = one line
};

enum class CycloneDxVersion { k1_4, k1_5, k1_6, k1_7 };

// JSON. What has no field is a property named "avouch:...", and ReadSbom takes it back.
// Fails as `sink` does, and with kMalformed where a time is none.
[[nodiscard]] Status WriteCycloneDx(const model::Inventory& inventory, CycloneDxVersion version,
                                    const SbomWriting& how, const ByteSink& sink);

enum class SpdxForm { kJson, kTagValue };

// SPDX 2.3. What has no field is an annotation; a licence that is no expression, a comment.
// Fails as WriteCycloneDx does.
[[nodiscard]] Status WriteSpdx(const model::Inventory& inventory, SpdxForm form,
                               const SbomWriting& how, const ByteSink& sink);

// The whole document in memory.
[[nodiscard]] Result<Bytes> CycloneDxOf(const model::Inventory& inventory, CycloneDxVersion version,
                                        const SbomWriting& how);
[[nodiscard]] Result<Bytes> SpdxOf(const model::Inventory& inventory, SpdxForm form,
                                   const SbomWriting& how);

}  // namespace avouch::formats
