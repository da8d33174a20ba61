#include "app/sbom_licences.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "formats/licence_text.h"

namespace avouch::app {
namespace {

void Tell(const formats::LicenceMatch& match, model::Part& part) {
  if (match.ids.empty()) return;
  if (match.whole && match.ids.size() == 1) {
    part.licence = match.ids.front();
    return;
  }
  part.properties.emplace_back("avouch:licence-text", formats::Describe(match));
  std::ranges::sort(part.properties);
}

}  // namespace

void TellLicences(const source::Tree& tree, const std::vector<model::VendoredTree>& vendored,
                  model::Inventory& inventory) {
  std::unordered_map<std::string, const model::VendoredTree*> copies;
  for (const auto& one : vendored)
    if (!one.licence.empty()) copies.emplace(one.path.bytes, &one);
  if (copies.empty()) return;
  for (auto& part : inventory.parts) {
    if (!part.licence.empty()) continue;
    for (const auto& place : part.places) {
      const auto copy = place.line == 0 ? copies.find(place.path.bytes) : copies.end();
      if (copy == copies.end()) continue;
      const source::Entry* entry = tree.Find(copy->second->licence);
      if (entry == nullptr) continue;
      const auto bytes = tree.Read(*entry, formats::kMaxLicenceFile);
      if (bytes) Tell(formats::MatchLicence(*bytes), part);
      break;
    }
  }
}

}  // namespace avouch::app
