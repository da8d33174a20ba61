#include "claims/exemptions.h"

namespace avouch::claims {

std::vector<model::Exemption> ExemptionsThatCount(const model::Organisation& organisation,
                                                  std::string_view product, Time at) {
  std::vector<model::Exemption> out;
  for (const auto& exemption : organisation.exemptions) {
    if (!exemption.product.empty() && exemption.product != product) continue;
    auto until = ParseTime(exemption.until);
    bool over = !until || AddDays(*until, 1) <= at;
    bool approved = organisation.Holds(exemption.approved_by, model::kSro) &&
                    organisation.Stands("exemptions", exemption.approved_by);
    if (!over && approved && !exemption.because.empty()) out.push_back(exemption);
  }
  return out;
}

}  // namespace avouch::claims
