#include "formats/sbom.h"

namespace avouch::formats {

std::string_view NameOf(SbomForm form) {
  switch (form) {
    case SbomForm::kCycloneDxJson:
      return "CycloneDX JSON";
    case SbomForm::kCycloneDxXml:
      return "CycloneDX XML";
    case SbomForm::kSpdxJson:
      return "SPDX JSON";
    case SbomForm::kSpdxTagValue:
      return "SPDX tag-value";
    case SbomForm::kSpdxYaml:
      return "SPDX YAML";
    case SbomForm::kSpdx3Json:
      return "SPDX JSON-LD";
  }
  return "";
}

std::optional<SbomKind> DetectSbom(BytesView) { return std::nullopt; }

Result<model::Inventory> ReadSbom(BytesView) {
  return Fail(ErrorKind::kUnsupported, "SBOM documents are not read yet");
}

}  // namespace avouch::formats
