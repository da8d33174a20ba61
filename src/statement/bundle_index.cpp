#include "statement/bundle_index.h"

#include "statement/canonical_value.h"
#include "statement/observation.h"

namespace avouch::statement {

std::string MemberFor(ItemKind kind, std::string_view name, std::string_view id) {
  switch (kind) {
    case ItemKind::kVerdicts:
      return "verdicts.json";
    case ItemKind::kAssessment:
      return "assessment.json";
    case ItemKind::kKeys:
      return "keys.json";
    case ItemKind::kObservation: {
      const std::string_view source = SourceOf(name);
      return "observations/" + (source.empty() ? "" : std::string(source) + "/") +
             std::string(FamilyOf(name)) + ".json";
    }
    case ItemKind::kSaid:
      return "said/" + std::string(name) + ".json";
    case ItemKind::kDetail:
      return "details/" + std::string(name) + ".json";
    case ItemKind::kPayload:
      return "payloads/" + std::string(id);
    case ItemKind::kAffirmation:
      return "affirmations/" + std::string(id) + ".json";
  }
  return {};
}

Result<Bytes> WriteBundleIndex(const BundleIndex& index) { return WriteValue(index); }

Result<BundleIndex> ReadBundleIndex(BytesView json) {
  return ReadValue<BundleIndex>(json, kBundleSchema);
}

}  // namespace avouch::statement
