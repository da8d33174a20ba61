// A sealer who lies: any documents, under true signatures and proofs of a log of the
// sealer's own. The bundle is refused, or is proved, decided again and looked
// through; what nobody listed signed never counts as signed.
//
// The first byte says which document is replaced by the rest. Rewritten as canonical
// JSON where it is JSON at all: that nothing else is read is tested elsewhere.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>

#include "statement/assessment_file.h"
#include "syntax/canonical.h"
#include "syntax/json.h"
#include "testing/signed_world.h"
#include "verify/bundle.h"
#include "verify/git_objects.h"
#include "verify/redo.h"
#include "verify/signed_files.h"

namespace avouch {

namespace {

using statement::ItemKind;

struct Replaced {
  ItemKind kind;
  const char* name;
};
constexpr Replaced kReplaced[] = {
    {ItemKind::kSaid, "signatures"},
    {ItemKind::kSaid, "organisation"},
    {ItemKind::kSaid, "records"},
    {ItemKind::kSaid, "papers"},
    {ItemKind::kSaid, "exports"},
    {ItemKind::kSaid, "product-keys"},
    {ItemKind::kVerdicts, ""},
    {ItemKind::kAssessment, ""},
    {ItemKind::kKeys, ""},
    {ItemKind::kDetail, "1.1.1"},
    {ItemKind::kObservation, "pipelines"},
    {ItemKind::kObservation, "components"},
    {ItemKind::kObservation, "history"},
    {ItemKind::kObservation, "documents"},
    {ItemKind::kObservation, "containers"},
    {ItemKind::kObservation, "automation"},
};

// Objects by themselves: whatever is found has the name it was asked for by.
void HoldObjects(BytesView bytes) {
  const auto files = statement::ReadSaid<model::SignedFiles>(bytes);
  if (!files) return;
  for (const auto& repository : files->repositories) {
    const auto objects = verify::GitObjects::Read(repository);
    if (!objects) continue;
    for (const auto& place : repository.places) {
      const auto commit = ParseObjectId(place.commit);
      if (!commit) continue;
      if (const auto found = objects->Commit(*commit);
          found && crypto::GitObjectId(objects->hash(), "commit", *found) != *commit)
        std::abort();
      (void)objects->Changed(*commit, place.path);
    }
  }
}

// Files and evidence are replaced one at a time: what the assessment names, and the
// verdicts copy, is renamed with it, so that the reader gets past the comparison.
void Replace(verify::Contents& contents, const Replaced& what, const Bytes& bytes) {
  const Digest id = crypto::Sha256Of(bytes);
  bool there = false;
  for (auto& one : contents.sealed)
    if (one.kind == what.kind && one.name == what.name) {
      one.envelope = bytes;
      one.id = id;
      there = true;
    }
  if (!there)
    testing::AddSealed(contents.sealed, what.kind, what.name, statement::Audience::kAssessor,
                       bytes);
  if (what.kind != ItemKind::kObservation) return;
  model::Assessment assessment;
  for (auto& one : contents.sealed) {
    if (one.kind != ItemKind::kAssessment) continue;
    assessment = *statement::ReadAssessment(one.envelope);
    for (auto& observed : assessment.observations)
      if (observed.family == what.name) observed.id = id;
    one.envelope = *statement::WriteAssessment(assessment);
    one.id = crypto::Sha256Of(one.envelope);
    for (auto& other : contents.sealed)
      if (other.kind == ItemKind::kVerdicts) {
        other.envelope = *statement::WriteVerdicts(statement::VerdictsOf(assessment, one.id));
        other.id = crypto::Sha256Of(other.envelope);
      }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const testing::SignedWorld world;
  static const testing::BundleWorld keeper;
  static const verify::Contents sealed = world.Seal();
  if (size == 0) return 0;
  const Replaced& what = kReplaced[data[0] % std::size(kReplaced)];
  Bytes bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (const auto node = syntax::ParseJson(bytes))
    if (auto again = syntax::WriteCanonical(*node)) bytes = std::move(*again);
  HoldObjects(bytes);

  verify::Contents contents = sealed;
  Replace(contents, what, bytes);
  keeper.EnterLog(contents);
  const auto bundle = verify::Assemble(contents, keeper.log());
  if (!bundle) return 0;
  const auto proof = verify::VerifyBundle(*bundle, {Time{1795700000}, {}, {}, {}});
  if (!proof) return 0;
  if (const auto checked = verify::CheckSigned(*proof, "avouch 0.1.0");
      checked && checked->checked + checked->named > checked->files)
    std::abort();
  const auto& rules = testing::Rules();
  (void)verify::DecideAgain(
      *proof, {rules.catalogue, rules.arguments, rules.lifecycle, "avouch 0.1.0", {}});
  return 0;
}

}  // namespace avouch
