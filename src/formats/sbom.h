// SBOM documents into an Inventory: CycloneDX and SPDX in the forms that are about.
//
// Spec: CycloneDX 1.2-1.7 JSON and 1.0-1.7 XML (ECMA-424); SPDX 2.2 and 2.3 as JSON,
// tag-value and YAML (ISO/IEC 5962); SPDX 3.0 as JSON-LD. Pure; any thread.

#pragma once

#include <optional>
#include <string>

#include "base/bytes.h"
#include "base/result.h"
#include "model/inventory.h"

namespace avouch::formats {

enum class SbomForm {
  kCycloneDxJson,
  kCycloneDxXml,
  kSpdxJson,
  kSpdxTagValue,
  kSpdxYaml,
  kSpdx3Json,
};
// "CycloneDX JSON", "CycloneDX XML", "SPDX JSON", "SPDX tag-value", ...
[[nodiscard]] std::string_view NameOf(SbomForm form);

struct SbomKind {
  SbomForm form = SbomForm::kCycloneDxJson;
  std::string version;  // "1.6", "2.3", "3.0.1"; empty = the document does not say

  bool operator==(const SbomKind&) const = default;
};

// What kind of SBOM `bytes` are, by their content alone, in one pass at most; nothing where
// they are none.
[[nodiscard]] std::optional<SbomKind> DetectSbom(BytesView bytes);

// Inventory::format is "CycloneDX 1.6 JSON", "SPDX 2.3 tag-value". Parts inside parts are
// parts that the outer one needs. What is twice, in a loop or leads nowhere is a note.
// Fails with kUnsupported where DetectSbom finds nothing, kMalformed and kTooLarge as the parsers
// of syntax/ do; `where` is "line 3, column 14".
[[nodiscard]] Result<model::Inventory> ReadSbom(BytesView bytes);

}  // namespace avouch::formats
