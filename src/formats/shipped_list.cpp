#include "formats/shipped_list.h"

#include <algorithm>
#include <utility>

#include "crypto/hash.h"
#include "formats/sbom.h"
#include "formats/scan_report.h"
#include "notation/purl.h"

namespace avouch::formats {

bool IsSbom(BytesView bytes) { return DetectSbom(bytes).has_value(); }

Result<model::ShippedList> ReadShippedList(const Path& path, BytesView bytes) {
  AVOUCH_TRY(const model::Inventory inventory, ReadSbom(bytes));
  model::ShippedList list;
  list.path = path;
  list.id = crypto::Sha256Of(bytes);
  list.format = inventory.format.starts_with("SPDX") ? "spdx" : "cyclonedx";
  list.at = ReportTime(inventory.created);
  list.partial = inventory.partial || inventory.whole == model::Whole::kIncomplete;
  for (const auto& part : inventory.parts) {
    if (part.kind == model::PartKind::kFile) continue;
    std::string purl = part.purl.empty()
                           ? notation::MakePurl("generic", part.group, part.name, part.version)
                           : part.purl;
    list.partial |= purl.empty();
    if (!purl.empty()) list.purls.push_back(std::move(purl));
  }
  std::ranges::sort(list.purls);
  list.purls.erase(std::ranges::unique(list.purls).begin(), list.purls.end());
  return list;
}

}  // namespace avouch::formats
