#include "formats/cargo_checksum.h"

#include "base/text.h"
#include "formats/manifest_reading.h"

namespace avouch::formats {

Result<CargoChecksum> ReadCargoChecksum(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const syntax::Node root, ReadJson(path, bytes));
  if (!root["files"].is_map()) return FailAt(path, root.line(), "no list of files");
  CargoChecksum out;
  out.package = Lower(root["package"].text());
  for (const auto& [name, place, digest] : root["files"].entries()) {
    if (!digest.is_text()) return FailAt(path, place.line, "a file without a digest");
    out.files.emplace_back(name, Lower(digest.text()));
  }
  return out;
}

}  // namespace avouch::formats
