// Any bytes: reports of scanners are read or refused; each finding has a fingerprint.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "formats/cyclonedx_results.h"
#include "formats/gitleaks.h"
#include "formats/grype.h"
#include "formats/sarif_results.h"

namespace {

void Check(const avouch::model::ScanRun& run) {
  for (const auto& one : run.findings) {
    if (one.fingerprint.empty() || one.place.line < 0) std::abort();
    if (one.place.path.bytes.starts_with('/')) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace avouch::formats;
  const avouch::BytesView bytes(reinterpret_cast<const char*>(data), size);
  (void)IsSarif(bytes), (void)IsGrype(bytes), (void)IsCycloneDx(bytes);
  (void)IsGitleaks("gitleaks.json", bytes);
  if (const auto runs = ReadSarif("r", bytes))
    for (const auto& run : *runs) Check(run);
  if (const auto run = ReadGitleaks("r", bytes)) Check(*run);
  if (const auto run = ReadGrype("r", bytes)) Check(*run);
  if (const auto out = ReadCycloneDx("r", bytes); out && out->scan) Check(*out->scan);
  return 0;
}
