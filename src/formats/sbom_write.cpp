#include "formats/sbom_write.h"

namespace avouch::formats {

Status WriteCycloneDx(const model::Inventory&, CycloneDxVersion, const SbomWriting&,
                      const ByteSink&) {
  return Fail(ErrorKind::kUnsupported, "CycloneDX is not written yet");
}

Status WriteSpdx(const model::Inventory&, SpdxForm, const SbomWriting&, const ByteSink&) {
  return Fail(ErrorKind::kUnsupported, "SPDX is not written yet");
}

Result<Bytes> CycloneDxOf(const model::Inventory& inventory, CycloneDxVersion version,
                          const SbomWriting& how) {
  Bytes out;
  AVOUCH_CHECK_OK(WriteCycloneDx(inventory, version, how, [&out](BytesView piece) {
    out += piece;
    return Status();
  }));
  return out;
}

Result<Bytes> SpdxOf(const model::Inventory& inventory, SpdxForm form, const SbomWriting& how) {
  Bytes out;
  AVOUCH_CHECK_OK(WriteSpdx(inventory, form, how, [&out](BytesView piece) {
    out += piece;
    return Status();
  }));
  return out;
}

}  // namespace avouch::formats
