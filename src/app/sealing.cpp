#include "app/sealing.h"

#include <algorithm>
#include <map>
#include <set>

#include "crypto/hash.h"
#include "statement/observation.h"
#include "statement/organisation_file.h"
#include "statement/said_facts.h"
#include "statement/verdicts.h"
#include "tlog/leaf.h"

namespace avouch::app {
namespace {

using statement::Audience;
using statement::ItemKind;
using verify::Sealed;

// Who computes from the source sees people in its history, and nowhere else.
constexpr std::string_view kPersonal = "history";

class Collector {
 public:
  explicit Collector(const SealRules& rules) : rules_(rules) {}

  void Add(ItemKind kind, std::string name, Audience visibility, Bytes bytes) {
    const Digest id = crypto::Sha256Of(bytes);
    if (!seen_.insert(id).second) return;  // The same bytes are one piece of evidence
    out.push_back({kind, std::move(name), visibility, id, std::move(bytes), 0, {}, {}, {}});
  }

  Status AddDecision(const Assessed& assessed, const model::Organisation* people) {
    const model::Assessment& assessment = assessed.assessment;
    const Audience open = rules_.source_is_public ? Audience::kPublic : Audience::kAssessor;
    for (const auto& one : assessed.observations)
      Add(ItemKind::kObservation, one.family,
          statement::FamilyOf(one.family) == kPersonal ? Audience::kAssessor : open, one.bytes);
    for (const auto& claim : assessment.claims) {
      AVOUCH_TRY(Bytes detail, statement::WriteDetail(assessment, claim));
      Add(ItemKind::kDetail, claim.claim, Audience::kAssessor, std::move(detail));
    }
    AVOUCH_TRY(Bytes decided, statement::WriteAssessment(assessment));
    const Digest id = crypto::Sha256Of(decided);
    Add(ItemKind::kAssessment, "", open, std::move(decided));
    AVOUCH_TRY(Bytes verdicts,
               statement::WriteVerdicts(statement::VerdictsOf(assessment, id, people)));
    Add(ItemKind::kVerdicts, "", Audience::kPublic, std::move(verdicts));
    return {};
  }

  template <class T>
  Status AddSaid(const T& facts) {
    AVOUCH_TRY(Bytes bytes, statement::WriteSaid(facts));
    AVOUCH_TRY(const Bytes nothing, statement::WriteSaid(T{}));
    if (bytes != nothing)
      Add(ItemKind::kSaid, std::string(statement::SaidFamily<T>()), Audience::kAssessor,
          std::move(bytes));
    return {};
  }

  Status AddAllSaid(const claims::Facts& facts) {
    AVOUCH_CHECK_OK(AddSaid(facts.organisation));
    AVOUCH_TRY(const auto documents, OrganisationDocumentsIn(facts));
    AVOUCH_CHECK_OK(AddSaid(documents));
    AVOUCH_CHECK_OK(AddSaid(facts.records));
    AVOUCH_CHECK_OK(AddSaid(facts.exports));
    AVOUCH_CHECK_OK(AddSaid(facts.results));
    AVOUCH_CHECK_OK(AddSaid(facts.papers));
    AVOUCH_CHECK_OK(AddSaid(facts.published));
    AVOUCH_CHECK_OK(AddSaid(statement::ProductKeys{facts.product_keys}));
    if (facts.organisation.people.empty()) return {};
    AVOUCH_TRY(Bytes keys, statement::CanonicalFirst(facts.organisation));
    Add(ItemKind::kKeys, "", Audience::kPublic, std::move(keys));
    return {};
  }

  // A word that is none is the most private.
  void AddPayload(const Payload& payload) {
    const auto visibility = model::FromName<Audience>(payload.visibility);
    Add(ItemKind::kPayload, payload.name, visibility.value_or(Audience::kInternal), payload.bytes);
  }

  std::vector<Sealed> out;

 private:
  // The documents that were joined to those of the observation.
  Result<statement::OrganisationDocuments> OrganisationDocumentsIn(
      const claims::Facts& facts) const {
    statement::OrganisationDocuments joined{facts.documents.value.documents};
    for (const auto& sealed : out) {
      if (sealed.id != facts.documents.id) continue;
      model::DocumentFacts observed;
      model::Coverage coverage;
      AVOUCH_CHECK_OK(statement::ReadObservation(sealed.envelope, observed, coverage));
      const auto own =
          static_cast<std::ptrdiff_t>(std::min(observed.documents.size(), joined.documents.size()));
      joined.documents.erase(joined.documents.begin(), joined.documents.begin() + own);
    }
    return joined;
  }

  const SealRules& rules_;
  std::set<Digest> seen_;
};

// The root after each of `ends`.
std::map<std::uint64_t, Digest> RootsAt(const store::Ledger& ledger,
                                        const std::vector<std::uint64_t>& ends) {
  const std::set<std::uint64_t> wanted(ends.begin(), ends.end());
  std::map<std::uint64_t, Digest> out;
  tlog::Frontier tree;
  for (const auto& entry : ledger.entries()) {
    tree.Append(tlog::LeafHash(tlog::WriteLeaf(entry.leaf)));
    if (wanted.contains(tree.size())) out.emplace(tree.size(), tree.root());
  }
  return out;
}

}  // namespace

Result<std::vector<Sealed>> ToSeal(const Assessed& assessed, const SaidForSeal& said,
                                   const SealRules& rules) {
  Collector collector(rules);
  AVOUCH_CHECK_OK(
      collector.AddDecision(assessed, said.facts == nullptr ? nullptr : &said.facts->organisation));
  if (said.facts != nullptr) AVOUCH_CHECK_OK(collector.AddAllSaid(*said.facts));
  if (said.signatures != nullptr) AVOUCH_CHECK_OK(collector.AddSaid(*said.signatures));
  if (said.payloads != nullptr)
    for (const auto& payload : *said.payloads) collector.AddPayload(payload);
  return std::move(collector.out);
}

Result<statement::BundleOrganisation> OrganisationForSeal(const model::Organisation& organisation) {
  statement::BundleOrganisation out;
  if (organisation.people.empty()) return out;
  AVOUCH_TRY(const Bytes keys, statement::CanonicalFirst(organisation));
  const std::string present = crypto::Sha256Of(keys).hex();
  out.name = organisation.name;
  out.fingerprint = organisation.fingerprint.empty() ? present : organisation.fingerprint;
  out.chain = {out.fingerprint};
  if (present != out.fingerprint) out.chain.push_back(present);
  return out;
}

Result<std::size_t> AppendNew(store::Ledger& ledger, std::vector<Sealed>& sealed, Time now) {
  std::vector<store::NewEvidence> fresh;
  std::set<Digest> given;
  for (const auto& one : sealed) {
    const Digest envelope = crypto::Sha256Of(one.envelope);
    if (!ledger.Find(envelope) && given.insert(envelope).second)
      fresh.push_back({one.id, one.envelope});
  }
  if (!fresh.empty()) AVOUCH_CHECK_OK(ledger.Append(fresh, now));
  for (auto& one : sealed) {
    const auto leaf = ledger.Find(crypto::Sha256Of(one.envelope));
    if (!leaf) return Fail(ErrorKind::kInternal, "appended, and not found");
    one.leaf = *leaf;
    one.time = ledger.entries()[*leaf].leaf.time;
  }
  return fresh.size();
}

Status ProveAll(const store::Ledger& ledger, BytesView secret,
                const std::vector<std::uint64_t>& ends, verify::Contents& contents) {
  contents.size = ledger.head().size;
  contents.root = ledger.head().root;
  contents.checkpoint = ledger.checkpoint();
  for (auto& one : contents.sealed) {
    one.salt = tlog::SaltFor(secret, one.id);
    AVOUCH_TRY(one.proof, ledger.tree().ProveInclusion(one.leaf));
  }
  std::vector<std::uint64_t> earlier;
  for (auto it = ends.rbegin(); it != ends.rend() && earlier.size() < kMaxEarlier; ++it)
    if (*it > 0 && *it < contents.size) earlier.push_back(*it);
  std::reverse(earlier.begin(), earlier.end());
  const auto roots = RootsAt(ledger, earlier);
  for (const std::uint64_t size : earlier) {
    AVOUCH_TRY(auto proof, ledger.tree().ProveConsistency(size));
    contents.earlier.push_back({static_cast<long long>(size), roots.at(size), std::move(proof)});
  }
  return {};
}

}  // namespace avouch::app
