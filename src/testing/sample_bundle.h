// An invented product, decided for real from invented facts, sealed in a log in
// memory: what a bundle's tests take apart.
//
// Values and pure functions; any thread. Tests, fuzz targets and benchmarks only.

#pragma once

#include <string>
#include <utility>
#include <vector>

#include "claims/evaluate.h"
#include "claims/exemptions.h"
#include "crypto/hash.h"
#include "crypto/keys_ssh.h"
#include "crypto/private_key.h"
#include "statement/affirmation.h"
#include "statement/argument_file.h"
#include "statement/catalogue_file.h"
#include "statement/embedded.h"
#include "statement/envelope.h"
#include "statement/observation.h"
#include "statement/organisation_file.h"
#include "statement/said_facts.h"
#include "tlog/checkpoint.h"
#include "tlog/leaf.h"
#include "tlog/tree.h"
#include "verify/assemble.h"

namespace avouch::testing {

inline crypto::PrivateKey SampleKey(char fill) {
  return crypto::PrivateKey::FromSeed(std::string(32, fill));
}

// The rules of this program.
struct SampleRules {
  model::Catalogue catalogue = *statement::ReadCatalogue(statement::EmbeddedCatalogue());
  model::Arguments arguments =
      *statement::ReadArguments(statement::EmbeddedFile("arguments.yaml").value_or(""));
  model::LifecycleTable lifecycle =
      *statement::ReadLifecycleTable(statement::EmbeddedFile("end-of-support.yaml").value_or(""));
};
inline const SampleRules& Rules() {
  static const SampleRules rules;
  return rules;
}

class BundleWorld {
 public:
  // What is changed before Seal shows in the bundle.
  std::string product = "rota", version = "1.4";
  std::string commit = std::string(40, 'c');
  Time at{1795600000};  // 2026-11-25
  char log_fill = 'L', sro_fill = 'H';
  int other_entries = 5;  // Of other products, before ours
  bool organisation = true, affirmed = true;
  std::string listed_key;  // Of the officer; empty: the public half of sro()
  bool source_is_public = false;
  claims::Facts facts;
  model::Organisation people;
  std::vector<statement::Reservation> reservations;
  std::vector<model::Gap> gaps;  // Of the product's file

  BundleWorld() {
    people.present = true;
    people.name = "Larkhill Health Ltd";
    people.people.push_back({"helen", "Helen Marsh", {"sro"}, {}, {}, {}, {}, {}, {}, {}});
    people.people.push_back({"tom", "Tom Adeyemi", {"developer"}, {}, {}, {}, {}, {}, {}, {}});
    facts.tree.value.files = 12;
    facts.components.value.submodules.push_back(
        {"lib", "https://example.org/lib", std::string(40, 'a'), "", {".gitmodules", 1}});
    facts.history.value.people.push_back(
        {"Tom Adeyemi", {"tom@larkhill.example"}, {"Tom"}, false, "named", 3, 1, {0}, {9}});
  }

  [[nodiscard]] crypto::PrivateKey log() const { return SampleKey(log_fill); }
  [[nodiscard]] crypto::PrivateKey sro() const { return SampleKey(sro_fill); }
  [[nodiscard]] std::string log_key() const {
    return tlog::WriteNoteKey(
        *tlog::MakeNoteKey("log.example", tlog::NoteKeyKind::kEd25519, log().public_key()));
  }
  [[nodiscard]] std::string fingerprint() const {
    return organisation ? crypto::Sha256Of(*statement::CanonicalFirst(Listed())).hex() : "";
  }

  // From here on a scanner found something high, and Tom accepts it until a day.
  void Waive();
  // All of it, as the log's keeper has it.
  [[nodiscard]] verify::Contents Seal() const;
  // Takes what is in `contents` into a new log: leaves, salts, proofs, checkpoint.
  void EnterLog(verify::Contents& contents) const;
  // The bytes for one audience.
  [[nodiscard]] Bytes Bundle(statement::Audience audience) const {
    verify::Contents contents = Seal();
    contents.audience = audience;
    return *verify::Assemble(contents, log());
  }
  [[nodiscard]] Bytes Bundle() const { return Bundle(statement::Audience::kInternal); }

 private:
  bool waives_ = false;
  model::Organisation Listed() const {
    model::Organisation out = people;
    for (auto& person : out.people)
      if (person.id == "helen")
        person.keys = {listed_key.empty() ? crypto::SshKeyText(sro().public_key()) : listed_key};
    return out;
  }
  model::Assessment Decide(std::vector<verify::Sealed>& sealed) const;
  template <class T>
  void Observe(const model::Evidence<T>& evidence, model::Assessment& assessment,
               std::vector<verify::Sealed>& sealed) const;
  [[nodiscard]] Bytes Affirm(const statement::Verdicts& verdicts) const;
};

inline void BundleWorld::Waive() {
  waives_ = true;
  facts.organisation = Listed();
  facts.organisation.fingerprint = fingerprint();
  model::ScanRun run;
  run.path = Path("semgrep.sarif");
  run.tool = "semgrep";
  run.kind = model::ScanKind::kCode;
  run.commit = commit;
  model::ScanFinding finding;
  finding.rule = "zq-eval";
  finding.fingerprint = "zq-f1";
  finding.severity = model::Severity::kHigh;
  run.findings.push_back(finding);
  facts.results.scans.push_back(run);
  model::Record waiver;
  waiver.kind = model::RecordKind::kWaiver;
  waiver.id = crypto::Sha256Of("waiver");
  waiver.path = Path("records/2026-11-01-waiver.yaml");
  waiver.by = "tom";
  waiver.on = "2026-11-01";
  waiver.said = {{"tom", model::Grade::kSigned, "a test", {}}};
  waiver.about = "zq-f1";
  waiver.because = "zq-reason";
  waiver.until = "2031-01-01";
  facts.records.records.push_back(waiver);
}

inline void AddSealed(std::vector<verify::Sealed>& to, statement::ItemKind kind, std::string name,
                      statement::Audience visibility, Bytes bytes) {
  const Digest id = crypto::Sha256Of(bytes);
  to.push_back({kind, std::move(name), visibility, id, std::move(bytes), 0, {}, {}, {}});
}

template <class T>
void BundleWorld::Observe(const model::Evidence<T>& evidence, model::Assessment& assessment,
                          std::vector<verify::Sealed>& sealed) const {
  auto written =
      *statement::WriteObservation({product, commit, ""}, evidence.value, evidence.coverage);
  assessment.observations.push_back(
      {written.family, written.id, evidence.coverage.seen, evidence.coverage.read, 0});
  const auto visibility = source_is_public && written.family != "history"
                              ? statement::Audience::kPublic
                              : statement::Audience::kAssessor;
  AddSealed(sealed, statement::ItemKind::kObservation, written.family, visibility, written.bytes);
}

inline model::Assessment BundleWorld::Decide(std::vector<verify::Sealed>& sealed) const {
  model::Assessment out;
  out.subject.name = product;
  out.subject.commit = commit;
  out.subject.product.name = product;
  out.subject.product.delivery = {model::Delivery::kTool};
  out.subject.product.gaps = gaps;
  out.catalogue = Rules().catalogue.digest;
  out.arguments = Rules().arguments.digest;
  out.tables = Rules().lifecycle.digest;
  out.program = "avouch 0.1.0";
  out.time = at;
  Observe(facts.automation, out, sealed);
  Observe(facts.components, out, sealed);
  Observe(facts.containers, out, sealed);
  Observe(facts.documents, out, sealed);
  Observe(facts.history, out, sealed);
  Observe(facts.pipelines, out, sealed);
  Observe(facts.tree, out, sealed);
  const claims::Reaches reach = claims::ComputeReach(facts);
  claims::Inputs in{facts,
                    out.subject.product,
                    out.policy,
                    Rules().lifecycle,
                    reach,
                    out.time,
                    out.subject.commit,
                    claims::ExemptionsThatCount(facts.organisation, product, out.time)};
  (void)claims::Evaluate(in, Rules().catalogue, Rules().arguments, out);
  return out;
}

inline Bytes BundleWorld::Affirm(const statement::Verdicts& verdicts) const {
  statement::Affirmation affirmation = statement::AffirmationOf(verdicts);
  affirmation.by = "helen";
  affirmation.organisation = fingerprint();
  affirmation.log = log_key();
  affirmation.on = at;
  affirmation.until = AddDays(at, 300);
  affirmation.reservations = reservations;
  return *statement::SignEnvelope(sro(), statement::kInTotoPayload,
                                  *statement::WriteAffirmation(affirmation));
}

inline verify::Contents BundleWorld::Seal() const {
  using statement::Audience;
  using statement::ItemKind;
  verify::Contents out;
  model::Assessment assessment = Decide(out.sealed);
  for (const auto& claim : assessment.claims)
    AddSealed(out.sealed, ItemKind::kDetail, claim.claim, Audience::kAssessor,
              *statement::WriteDetail(assessment, claim));
  const Bytes decided = *statement::WriteAssessment(assessment);
  const Digest id = crypto::Sha256Of(decided);
  AddSealed(out.sealed, ItemKind::kAssessment, "",
            source_is_public ? Audience::kPublic : Audience::kAssessor, decided);
  const model::Organisation listed = Listed();
  const statement::Verdicts verdicts =
      statement::VerdictsOf(assessment, id, organisation ? &listed : nullptr);
  AddSealed(out.sealed, ItemKind::kVerdicts, "", Audience::kPublic,
            *statement::WriteVerdicts(verdicts));
  AddSealed(out.sealed, ItemKind::kPayload, "records/2026-10-05-access-review.yaml",
            Audience::kAssessor, "record: access-review\nby: tom\n");
  AddSealed(out.sealed, ItemKind::kPayload, "documents/support.md", Audience::kCustomer,
            "# Support\n" + product + "\n");
  if (facts.organisation.present)
    AddSealed(out.sealed, ItemKind::kSaid, "organisation", Audience::kAssessor,
              *statement::WriteSaid(facts.organisation));
  if (waives_) {
    AddSealed(out.sealed, ItemKind::kSaid, "records", Audience::kAssessor,
              *statement::WriteSaid(facts.records));
    AddSealed(out.sealed, ItemKind::kSaid, "results", Audience::kAssessor,
              *statement::WriteSaid(facts.results));
  }
  if (organisation) {
    const Bytes keys = *statement::CanonicalFirst(Listed());
    AddSealed(out.sealed, ItemKind::kKeys, "", Audience::kPublic, keys);
    out.organisation = {people.name, fingerprint(), {fingerprint()}};
  }
  if (affirmed) {
    const Bytes envelope = Affirm(verdicts);
    AddSealed(out.sealed, ItemKind::kAffirmation, "", Audience::kPublic, envelope);
    out.sealed.back().id = crypto::Sha256Of(statement::ReadEnvelope(envelope)->payload);
  }
  out.product = {product, version, commit};
  out.log_key = log_key();

  EnterLog(out);
  return out;
}

inline void BundleWorld::EnterLog(verify::Contents& contents) const {
  tlog::Tree tree;
  for (int i = 0; i < other_entries; ++i)
    tree.Append(tlog::LeafHash(tlog::WriteLeaf({at, crypto::Sha256Of(std::to_string(i))})));
  const std::uint64_t before = tree.size();
  const Digest root_before = tree.root();
  for (auto& one : contents.sealed) {
    one.leaf = tree.size();
    one.time = at;
    one.salt = tlog::SaltFor(std::string(32, 's'), one.id);
    tree.Append(
        tlog::LeafHash(tlog::WriteLeaf({one.time, tlog::CommitmentTo(one.salt, one.envelope)})));
  }
  for (auto& one : contents.sealed) one.proof = *tree.ProveInclusion(one.leaf);
  contents.size = tree.size();
  contents.root = tree.root();
  contents.earlier.clear();
  if (before > 0)
    contents.earlier.push_back(
        {static_cast<long long>(before), root_before, *tree.ProveConsistency(before)});
  contents.checkpoint = *tlog::SignCheckpoint({"log.example", contents.size, contents.root}, log());
}

}  // namespace avouch::testing
