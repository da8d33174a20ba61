// Any bytes: an SBOM is read and judged, or refused; what was read is written in each form and
// read again.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "formats/sbom.h"
#include "formats/sbom_validate.h"
#include "formats/sbom_write.h"

namespace {

using avouch::formats::SbomWriting;

// As many parts as were written, and no document that its own reader refuses.
void ReadAgain(const avouch::Result<avouch::Bytes>& bytes, std::size_t parts) {
  if (!bytes) std::abort();
  const auto again = avouch::formats::ReadSbom(*bytes);
  if (!again || again->parts.size() < parts) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)avouch::formats::ValidateSbom(bytes);
  const auto read = avouch::formats::ReadSbom(bytes);
  if (!read) return 0;
  const SbomWriting how{.created = "2026-11-26T20:00:00Z"};
  const std::size_t parts = read->parts.size();
  ReadAgain(CycloneDxOf(*read, avouch::formats::CycloneDxVersion::k1_4, how), parts);
  ReadAgain(CycloneDxOf(*read, avouch::formats::CycloneDxVersion::k1_7, how), parts);
  // Without a subject, the one part that a document describes is read as its subject.
  const std::size_t least = read->subject.name.empty() && parts > 0 ? parts - 1 : parts;
  ReadAgain(SpdxOf(*read, avouch::formats::SpdxForm::kJson, how), least);
  ReadAgain(SpdxOf(*read, avouch::formats::SpdxForm::kTagValue, how), least);
  return 0;
}
