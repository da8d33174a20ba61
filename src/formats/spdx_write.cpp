#include "formats/sbom_write.h"
namespace avouch::formats {
Status WriteSpdx(const model::Inventory&, SpdxForm, const SbomWriting&, const ByteSink&) {
  return Fail(ErrorKind::kUnsupported, "SPDX is not written yet");
}
}  // namespace avouch::formats
