#include <algorithm>
#include <array>
#include <utility>

#include "formats/cyclonedx_read.h"

namespace avouch::formats {
namespace {

using model::PartKind;

constexpr auto kTypes = std::to_array<std::pair<std::string_view, PartKind>>({
    {"library", PartKind::kLibrary},
    {"application", PartKind::kApplication},
    {"framework", PartKind::kFramework},
    {"container", PartKind::kContainer},
    {"operating-system", PartKind::kOperatingSystem},
    {"firmware", PartKind::kFirmware},
    {"device", PartKind::kDevice},
    {"file", PartKind::kFile},
    {"data", PartKind::kData},
    {"platform", PartKind::kPlatform},
    {"device-driver", PartKind::kDriver},
    {"machine-learning-model", PartKind::kModel},
    {"cryptographic-asset", PartKind::kCryptography},
});

template <class T>
void SortOnce(std::vector<T>& list) {
  if (list.size() < 2) return;
  std::ranges::sort(list);
  list.erase(std::ranges::unique(list).begin(), list.end());
}

}  // namespace

PartKind PartKindOf(std::string_view type) {
  for (const auto& [name, kind] : kTypes)
    if (name == type) return kind;
  return PartKind::kOther;
}

std::string_view CycloneDxType(PartKind kind) {
  for (const auto& [name, one] : kTypes)
    if (one == kind) return name;
  return {};
}

// "excluded" is what is not there at run time: tests, and whatever else makes the product.
model::Scope ScopeOf(std::string_view scope) {
  if (scope == "required") return model::Scope::kShipped;
  if (scope == "optional") return model::Scope::kOptional;
  return scope == "excluded" ? model::Scope::kDevelopment : model::Scope::kUnsaid;
}

void TakeReference(std::string_view type, std::string_view url, model::Part& part) {
  if (url.empty()) return;
  if (type == "distribution" && part.origin.empty()) part.origin = url;
  if (type == "source-distribution" || (type == "vcs" && part.source_code.empty()))
    part.source_code = url;
}

void Settle(model::Part& part) {
  SortOnce(part.digests);
  SortOnce(part.places);
  SortOnce(part.properties);
  // A place without its line, beside the same one with it.
  if (part.places.size() < 2) return;
  std::erase_if(part.places, [&](const model::Place& one) {
    return one.line == 0 && std::ranges::any_of(part.places, [&](const model::Place& other) {
             return other.line > 0 && other.path == one.path;
           });
  });
}

void CompositionSum::Take(std::string_view aggregate, bool of_subject) {
  if (aggregate.starts_with("incomplete")) incomplete_ = true;
  if (aggregate == "complete" && of_subject) complete_ = true;
}

model::Whole CompositionSum::whole() const {
  if (incomplete_) return model::Whole::kIncomplete;
  return complete_ ? model::Whole::kComplete : model::Whole::kUnknown;
}

std::string ContactText(std::string_view name, std::string_view address) {
  if (address.empty()) return std::string(name);
  if (name.empty()) return std::string(address);
  return std::string(name) + " <" + std::string(address) + ">";
}

}  // namespace avouch::formats
