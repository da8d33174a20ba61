#include "app/publish_records.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "model/record.h"
#include "statement/record_file.h"

namespace avouch::app {
namespace {

using model::Record;
using model::RecordKind;
using statement::ItemKind;

std::string RolesOf(const verify::Proof& proof, const std::string& person) {
  const auto* found = proof.keys() ? proof.keys()->Find(person) : nullptr;
  return found == nullptr ? "" : Join(found->roles, ", ");
}

bool IsAbout(const Record& record, const std::string& product) {
  return record.products.empty() ||
         std::ranges::find(record.products, product) != record.products.end();
}

// Those of the kind about the product that travel, by path: by day, as they are named. One
// that another corrects is not among them.
std::vector<Record> RecordsOf(const verify::Proof& proof, RecordKind kind,
                              const std::string& product) {
  std::vector<Record> out;
  std::set<std::string> replaced;
  for (const auto& item : proof.index().items) {
    if (item.kind != ItemKind::kPayload || item.withheld()) continue;
    if (!item.name.starts_with("records/")) continue;
    const auto bytes = proof.Payload(item.id);
    if (!bytes) continue;
    auto record = statement::ReadRecord(*bytes, Path{item.name});
    if (!record) continue;
    if (!record->replaces.empty()) replaced.insert(record->replaces);
    if (record->kind == kind && IsAbout(*record, product)) out.push_back(std::move(*record));
  }
  std::erase_if(out, [&](const Record& one) { return replaced.contains(one.path.bytes); });
  std::ranges::stable_sort(out, {}, [](const Record& one) { return one.path.bytes; });
  return out;
}

}  // namespace

void SetGaps(const verify::Proof& proof, report::HandIn& what) {
  if (proof.assessment())  // Else the verdicts told them, by role already
    for (auto& claim : what.claims) claim.gap_by = RolesOf(proof, claim.gap_by);
  for (const auto& record : RecordsOf(proof, RecordKind::kGap, what.product))
    for (auto& claim : what.claims)
      if (claim.claim == record.claim)
        claim.gap = record.because, claim.gap_until = record.until,
        claim.gap_by = RolesOf(proof, record.owner);
}

void AddToldReleases(const verify::Proof& proof, report::CentreProduct& out) {
  for (const auto& record : RecordsOf(proof, RecordKind::kRelease, out.what.product)) {
    const auto known =
        std::ranges::find(out.releases, record.about, &report::CentreRelease::version);
    report::CentreRelease& release =
        known == out.releases.end() ? out.releases.emplace_back() : *known;
    release.version = record.about;
    release.on = record.on;
    release.file = record.of.file, release.digest = record.of.sha256;
    release.record = record.path.bytes;
  }
}

}  // namespace avouch::app
