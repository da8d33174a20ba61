#include "formats/sbom_write.h"

namespace avouch::formats {
namespace {

ByteSink Into(Bytes& out) {
  return [&out](BytesView piece) {
    out += piece;
    return Status();
  };
}

}  // namespace

Result<Bytes> CycloneDxOf(const model::Inventory& inventory, CycloneDxVersion version,
                          const SbomWriting& how) {
  Bytes out;
  AVOUCH_CHECK_OK(WriteCycloneDx(inventory, version, how, Into(out)));
  return out;
}

Result<Bytes> SpdxOf(const model::Inventory& inventory, SpdxForm form, const SbomWriting& how) {
  Bytes out;
  AVOUCH_CHECK_OK(WriteSpdx(inventory, form, how, Into(out)));
  return out;
}

}  // namespace avouch::formats
