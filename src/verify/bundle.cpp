#include "verify/bundle.h"

#include <algorithm>
#include <map>
#include <set>

#include "container/tar.h"
#include "crypto/hash.h"
#include "statement/assessment_file.h"
#include "statement/envelope.h"
#include "statement/key_list.h"
#include "syntax/canonical.h"
#include "syntax/json.h"
#include "tlog/leaf.h"
#include "tlog/merkle.h"
#include "verify/affirmed.h"

namespace avouch::verify {
namespace {

using container::TarMember;
using statement::Audience;
using statement::BundleItem;
using statement::ItemKind;

std::unexpected<Error> Wrong(std::string what, std::string where = {}) {
  return Fail(ErrorKind::kIntegrity, std::move(what), std::move(where));
}

bool MorePrivate(Audience payload, Audience audience) {
  return static_cast<int>(payload) > static_cast<int>(audience);
}

bool HasName(ItemKind kind) {
  return kind == ItemKind::kObservation || kind == ItemKind::kSaid || kind == ItemKind::kDetail;
}

// How an item is called in errors.
std::string Called(const BundleItem& item) {
  std::string out(Name(item.kind));
  if (!item.name.empty()) out += " " + item.name;
  return out + ", leaf " + std::to_string(item.leaf);
}

// Outcomes sorted by check: an assessment keeps them in that order.
std::map<std::string_view, model::Outcome> OutcomesOf(const statement::ClaimVerdict& claim) {
  std::map<std::string_view, model::Outcome> out;
  for (const auto& one : claim.outcomes) out[one.check] = one.outcome;
  return out;
}
std::map<std::string_view, model::Outcome> OutcomesOf(const model::ClaimAnswer& claim) {
  std::map<std::string_view, model::Outcome> out;
  for (const auto& one : claim.checks) out[one.check] = one.outcome;
  return out;
}

bool SameVerdict(const statement::ClaimVerdict& told, const model::ClaimAnswer& decided) {
  return told.claim == decided.claim && told.verdict == decided.verdict &&
         told.grade == decided.grade && told.argument == decided.argument &&
         OutcomesOf(told) == OutcomesOf(decided);
}

// What both documents hold is the same in both. A gap may leave out its owner's roles, as
// programs did that did not know them, and never tell others.
bool SameAnswer(const statement::Verdicts& told, const model::Assessment& decided,
                const model::Organisation* people) {
  statement::Verdicts made = statement::VerdictsOf(decided, told.assessment, people);
  for (std::size_t i = 0; i < std::min(made.gaps.size(), told.gaps.size()); ++i)
    if (told.gaps[i].roles.empty()) made.gaps[i].roles.clear();
  if (!std::equal(told.claims.begin(), told.claims.end(), decided.claims.begin(),
                  decided.claims.end(), SameVerdict))
    return false;
  made.claims = told.claims;  // Evidence and reasons are in the details
  return made == told;
}

// Who signed for this very assessment signed these very verdicts.
bool SameAsSigned(const statement::Affirmation& signed_for, const statement::Verdicts& told) {
  if (signed_for.assessment != told.assessment) return true;
  const statement::Affirmation made = statement::AffirmationOf(told);
  return signed_for.commit == made.commit && signed_for.verdicts == made.verdicts &&
         signed_for.catalogue == made.catalogue && signed_for.arguments == made.arguments &&
         signed_for.policy == made.policy;
}

}  // namespace

const Affirmed* Proof::in_force() const {
  for (const auto& one : affirmations_)
    if (one.counts) return &one;
  return nullptr;
}

std::optional<BytesView> Proof::Content(ItemKind kind, std::string_view name) const {
  for (std::size_t i = 0; i < index_.items.size(); ++i) {
    const BundleItem& item = index_.items[i];
    if (item.kind == kind && item.name == name && !item.withheld()) return contents_[i];
  }
  return std::nullopt;
}

std::optional<BytesView> Proof::Payload(std::string_view id) const {
  for (std::size_t i = 0; i < index_.items.size(); ++i) {
    const BundleItem& item = index_.items[i];
    if (item.kind == ItemKind::kPayload && item.id == id && !item.withheld()) return contents_[i];
  }
  return std::nullopt;
}

class Checker {
 public:
  Checker(BytesView bundle, const Expected& expected) : bundle_(bundle), expected_(expected) {}
  Result<Proof> Run();

 private:
  Status ReadContainer();
  Status ReadIndex();
  Status CheckExpected() const;
  Status CheckMembers();
  Status CheckCheckpoint();
  Status CheckCounts() const;
  Status CheckItem(std::size_t number);
  // A member, and the digest that it was found to have.
  struct Member {
    BytesView bytes;
    Digest sha256;
  };
  Status CheckTravelling(const BundleItem& item, const Member& member) const;
  Status CheckWithheld(const BundleItem& item) const;
  Status CheckKeys();
  Status CheckVerdicts();
  Status CheckEvidence() const;
  Status CheckDetails() const;
  Status CheckAffirmations();

  [[nodiscard]] const statement::BundleIndex& index() const { return proof_.index_; }
  [[nodiscard]] const BundleItem* Find(ItemKind kind) const;

  BytesView bundle_;
  const Expected& expected_;
  std::vector<TarMember> members_;
  std::map<std::string_view, Member> unclaimed_;  // Members that no item has named yet
  std::optional<tlog::NoteKey> log_;
  Proof proof_;
};

const BundleItem* Checker::Find(ItemKind kind) const {
  for (const auto& item : index().items)
    if (item.kind == kind) return &item;
  return nullptr;
}

// 1. The container.
Status Checker::ReadContainer() {
  AVOUCH_TRY(members_, container::ReadTar(bundle_));
  if (members_.front().name != statement::kIndexMember) return Wrong("no index at the beginning");
  for (std::size_t i = 2; i < members_.size(); ++i)
    if (members_[i - 1].name >= members_[i].name)
      return Wrong("members out of order", std::string(members_[i].name));
  return {};
}

// 2, 3. The index, and that the log's key signed it.
Status Checker::ReadIndex() {
  AVOUCH_TRY(statement::Envelope envelope, statement::ReadEnvelope(members_.front().bytes));
  AVOUCH_TRY(proof_.index_, statement::ReadBundleIndex(envelope.payload));
  AVOUCH_TRY(log_, tlog::ParseNoteKey(index().log.key));
  if (log_->kind != tlog::NoteKeyKind::kEd25519) return Wrong("the log's key is a witness's");
  return statement::VerifyEnvelope(envelope, log_->key, statement::kBundleSchema);
}

// What the reader was told by another road comes before all else.
Status Checker::CheckExpected() const {
  const auto& organisation = index().organisation;
  if (!expected_.fingerprint.empty() && expected_.fingerprint != organisation.fingerprint)
    return Wrong("another organisation: its fingerprint is " +
                 (organisation.fingerprint.empty() ? "none" : organisation.fingerprint));
  if (!expected_.log_key.empty() && expected_.log_key != index().log.key)
    return Wrong("sealed by another log: " + index().log.key);
  return {};
}

Status Checker::CheckMembers() {
  const auto& listed = index().members;
  if (listed.size() + 1 != members_.size()) return Wrong("other members than the index lists");
  for (std::size_t i = 0; i < listed.size(); ++i) {
    const TarMember& member = members_[i + 1];
    const Digest sha256 = crypto::Sha256Of(member.bytes);
    const bool same = listed[i].name == member.name &&
                      listed[i].size == static_cast<long long>(member.bytes.size()) &&
                      listed[i].sha256 == sha256;
    if (!same) return Wrong("not the member that the index lists", std::string(member.name));
    unclaimed_.emplace(member.name, Member{member.bytes, sha256});
  }
  return {};
}

// 5. The checkpoint.
Status Checker::CheckCheckpoint() {
  const auto& log = index().log;
  auto found = unclaimed_.extract(std::string_view(statement::kCheckpointMember));
  if (found.empty()) return Wrong("no checkpoint");
  const BytesView note = found.mapped().bytes;
  if (found.mapped().sha256 != log.checkpoint) return Wrong("another checkpoint");
  AVOUCH_TRY(tlog::SignedCheckpoint opened, tlog::OpenCheckpoint(note, *log_, expected_.witnesses));
  const auto& head = opened.checkpoint;
  if (log.size <= 0 || head.size != static_cast<std::uint64_t>(log.size) || head.root != log.root)
    return Wrong("the checkpoint is of another tree");
  long long before = 0;
  for (const auto& earlier : log.earlier) {
    if (earlier.size <= before || earlier.size >= log.size)
      return Wrong("earlier tree heads out of order");
    before = earlier.size;
    AVOUCH_CHECK_OK(tlog::VerifyConsistency(static_cast<std::uint64_t>(earlier.size), earlier.root,
                                            head.size, head.root, earlier.proof));
  }
  proof_.cosigned_ = std::move(opened.cosigned);
  return {};
}

Status Checker::CheckCounts() const {
  std::map<ItemKind, int> count;
  std::set<std::pair<ItemKind, std::string_view>> named;
  long long before = -1;
  for (const auto& item : index().items) {
    if (item.leaf <= before) return Wrong("leaves out of order", Called(item));
    before = item.leaf;
    ++count[item.kind];
    if (HasName(item.kind) && !named.insert({item.kind, item.name}).second)
      return Wrong("given twice", Called(item));
    if (HasName(item.kind) == item.name.empty() && item.kind != ItemKind::kPayload)
      return Wrong("a name where none belongs, or none", Called(item));
  }
  const bool organisation = !index().organisation.fingerprint.empty();
  if (count[ItemKind::kVerdicts] != 1 || count[ItemKind::kAssessment] != 1 ||
      count[ItemKind::kKeys] != (organisation ? 1 : 0))
    return Wrong("not one of each: verdicts, assessment, list of keys");
  if (!unclaimed_.empty())
    return Wrong("a member that belongs to no item", std::string(unclaimed_.begin()->first));
  return {};
}

// 4. One item: what it is of, and that the log holds it.
Status Checker::CheckItem(std::size_t number) {
  const BundleItem& item = index().items[number];
  if (item.withheld()) {
    AVOUCH_CHECK_OK(CheckWithheld(item));
  } else {
    auto found = unclaimed_.extract(std::string_view(item.member));
    if (found.empty()) return Wrong("no member of its own", Called(item));
    proof_.contents_[number] = found.mapped().bytes;
    AVOUCH_CHECK_OK(CheckTravelling(item, found.mapped()));
  }
  if (item.leaf < 0 || item.leaf >= index().log.size) return Wrong("not in the tree", Called(item));
  if (item.time.seconds < 0 || item.time > tlog::kLastLeafTime)
    return Wrong("at no time", Called(item));
  const Bytes entry = tlog::WriteLeaf({item.time, item.commitment});
  auto included = tlog::VerifyInclusion(static_cast<std::uint64_t>(item.leaf),
                                        static_cast<std::uint64_t>(index().log.size),
                                        tlog::LeafHash(entry), item.proof, index().log.root);
  if (!included) return Wrong("not in the log: " + included.error().what, Called(item));
  return {};
}

Status Checker::CheckTravelling(const BundleItem& item, const Member& member) const {
  if (MorePrivate(item.visibility, index().audience))
    return Wrong("more private than this copy is", Called(item));
  if (item.member != statement::MemberFor(item.kind, item.name, item.id))
    return Wrong("a member of another name", Called(item));
  Digest payload = member.sha256;
  if (item.kind == ItemKind::kAffirmation) {
    AVOUCH_TRY(const statement::Envelope envelope, statement::ReadEnvelope(member.bytes));
    payload = crypto::Sha256Of(envelope.payload);
  }
  if (payload.hex() != item.id) return Wrong("another payload", Called(item));
  AVOUCH_TRY(Digest salt, ParseDigest(item.salt));
  if (salt.hex() != item.salt) return Wrong("a salt in another spelling", Called(item));
  if (tlog::CommitmentTo(salt, member.bytes) != item.commitment)
    return Wrong("not what the log holds", Called(item));
  return {};
}

Status Checker::CheckWithheld(const BundleItem& item) const {
  if (!item.id.empty() || !item.salt.empty()) return Wrong("withheld, and told", Called(item));
  if (item.kind == ItemKind::kVerdicts || item.kind == ItemKind::kKeys)
    return Wrong("may not be withheld", Called(item));
  if (item.kind == ItemKind::kPayload && !item.name.empty())
    return Wrong("withheld, and its name told", Called(item));
  if (!MorePrivate(item.visibility, index().audience))
    return Wrong("withheld from whom it is for", Called(item));
  return {};
}

// 6. The documents.
Status Checker::CheckKeys() {
  const auto& organisation = index().organisation;
  if (organisation.fingerprint.empty()) {
    if (!organisation.chain.empty() || !organisation.name.empty())
      return Wrong("half an organisation");
    return {};
  }
  const BundleItem* item = Find(ItemKind::kKeys);
  const auto bytes = proof_.Content(ItemKind::kKeys, "");
  if (item == nullptr || !bytes) return Wrong("no list of keys");
  std::set<std::string_view> seen;
  for (const auto& one : organisation.chain) {
    auto digest = ParseDigest(one);
    if (!digest || digest->hex() != one || !seen.insert(one).second)
      return Wrong("a fingerprint that is none, or given twice");
  }
  if (organisation.chain.empty() || organisation.chain.front() != organisation.fingerprint ||
      organisation.chain.back() != item->id)
    return Wrong("the list of keys is not the fingerprint's");
  AVOUCH_TRY(proof_.keys_, statement::ReadKeyList(*bytes));
  if (proof_.keys_->name != organisation.name) return Wrong("an organisation of another name");
  return {};
}

Status Checker::CheckVerdicts() {
  const BundleItem* item = Find(ItemKind::kVerdicts);
  const BundleItem* assessed = Find(ItemKind::kAssessment);
  const auto bytes = proof_.Content(ItemKind::kVerdicts, "");
  if (item == nullptr || assessed == nullptr || !bytes) return Wrong("no verdicts");
  AVOUCH_TRY(proof_.verdicts_, statement::ReadVerdicts(*bytes));
  const auto& verdicts = proof_.verdicts_;
  if (item->id != index().verdicts.hex()) return Wrong("other verdicts than the index's");
  if (verdicts.product != index().product.name || verdicts.commit != index().product.commit)
    return Wrong("verdicts about another product");
  if (verdicts.assessment != index().assessment) return Wrong("verdicts of another assessment");
  if (verdicts.claims.empty()) return Wrong("no claim is decided");
  if (assessed->withheld()) return {};
  if (assessed->id != index().assessment.hex()) return Wrong("another assessment than the index's");
  AVOUCH_TRY(proof_.assessment_,
             statement::ReadAssessment(*proof_.Content(ItemKind::kAssessment, "")));
  if (!SameAnswer(verdicts, *proof_.assessment_, proof_.keys_ ? &*proof_.keys_ : nullptr))
    return Wrong("the verdicts are not the assessment's");
  return {};
}

// Each observation that the verdicts rest on is in the log, and no other.
Status Checker::CheckEvidence() const {
  std::set<std::string_view> listed;
  for (const auto& one : proof_.verdicts_.observations)
    if (!listed.insert(one.family).second) return Wrong("an observation listed twice", one.family);
  for (const auto& item : index().items) {
    if (item.kind != ItemKind::kObservation) continue;
    if (listed.erase(item.name) == 0) return Wrong("rests on no such observation", Called(item));
    if (item.withheld() || !proof_.assessment_) continue;
    for (const auto& decided : proof_.assessment_->observations)
      if (decided.family == item.name && decided.id.hex() != item.id)
        return Wrong("another observation than was decided from", Called(item));
  }
  if (!listed.empty())
    return Wrong("an observation that is not in the log", std::string(*listed.begin()));
  return {};
}

Status Checker::CheckDetails() const {
  const auto& verdicts = proof_.verdicts_;
  for (std::size_t i = 0; i < index().items.size(); ++i) {
    const BundleItem& item = index().items[i];
    if (item.kind != ItemKind::kDetail) continue;
    const auto claim = std::find_if(verdicts.claims.begin(), verdicts.claims.end(),
                                    [&](const auto& one) { return one.claim == item.name; });
    if (claim == verdicts.claims.end())
      return Wrong("about no claim that was decided", Called(item));
    if (item.withheld()) continue;
    AVOUCH_TRY(syntax::Node detail, syntax::ParseJson(proof_.contents_[i]));
    AVOUCH_TRY(const Bytes again, syntax::WriteCanonical(detail));
    if (again != proof_.contents_[i])
      return Wrong("a detail not in its one spelling", Called(item));
    const syntax::Node& answer = detail["answer"];
    if (detail["commit"].text() != verdicts.commit ||
        detail["time"].text() != ToString(verdicts.time) ||
        answer["claim"].text() != claim->claim ||
        answer["verdict"].text() != model::Name(claim->verdict))
      return Wrong("a detail of another decision", Called(item));
  }
  return {};
}

Status Checker::CheckAffirmations() {
  std::optional<trust::Ring> ring;
  if (proof_.keys_) ring.emplace(*proof_.keys_);
  for (std::size_t i = 0; i < index().items.size(); ++i) {
    const BundleItem& item = index().items[i];
    if (item.kind != ItemKind::kAffirmation || item.withheld()) continue;
    AVOUCH_TRY(Affirmed affirmed,
               VerifyAffirmation(proof_.contents_[i], index(),
                                 proof_.keys_ ? &*proof_.keys_ : nullptr, ring ? &*ring : nullptr));
    if (!SameAsSigned(affirmed.what, proof_.verdicts_))
      return Wrong("not the verdicts that were signed", Called(item));
    if (affirmed.counts && affirmed.what.on > expected_.now) {
      affirmed.counts = false;
      affirmed.how += "; dated " + ToString(affirmed.what.on) + ", which is still to come";
    }
    proof_.affirmations_.push_back(std::move(affirmed));
  }
  // The log's order is the order of time; of two on one day the later counts.
  std::reverse(proof_.affirmations_.begin(), proof_.affirmations_.end());
  std::stable_sort(proof_.affirmations_.begin(), proof_.affirmations_.end(),
                   [](const auto& a, const auto& b) { return a.what.on > b.what.on; });
  return {};
}

Result<Proof> Checker::Run() {
  AVOUCH_CHECK_OK(ReadContainer());
  AVOUCH_CHECK_OK(ReadIndex());
  AVOUCH_CHECK_OK(CheckExpected());
  AVOUCH_CHECK_OK(CheckMembers());
  AVOUCH_CHECK_OK(CheckCheckpoint());
  proof_.contents_.resize(index().items.size());
  for (std::size_t i = 0; i < index().items.size(); ++i) AVOUCH_CHECK_OK(CheckItem(i));
  AVOUCH_CHECK_OK(CheckCounts());
  AVOUCH_CHECK_OK(CheckKeys());
  AVOUCH_CHECK_OK(CheckVerdicts());
  AVOUCH_CHECK_OK(CheckEvidence());
  AVOUCH_CHECK_OK(CheckDetails());
  AVOUCH_CHECK_OK(CheckAffirmations());
  return std::move(proof_);
}

Result<Proof> VerifyBundle(BytesView bundle, const Expected& expected) {
  auto proof = Checker(bundle, expected).Run();
  if (!proof) proof.error().kind = ErrorKind::kIntegrity;
  return proof;
}

}  // namespace avouch::verify
