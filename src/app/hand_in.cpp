#include "app/hand_in.h"

#include <algorithm>
#include <set>

#include "app/bundle_file.h"
#include "app/hand_in_evidence.h"
#include "app/publish_records.h"
#include "app/wording.h"
#include "base/text.h"
#include "os/file.h"
#include "report/summary.h"
#include "statement/clauses_file.h"
#include "statement/embedded.h"
#include "statement/said_facts.h"
#include "statement/verdicts.h"
#include "syntax/json.h"

namespace avouch::app {
namespace {

using model::Outcome;
using model::Verdict;
using report::HandIn;
using report::HandInClaim;
using statement::ItemKind;

// What both ways of coming to an answer share.
Result<HandIn> Start() {
  HandIn out;
  AVOUCH_TRY(out.catalogue, LoadCatalogue());
  AVOUCH_TRY(out.clauses,
             statement::ReadClauses(statement::EmbeddedFile(statement::kClausesFile).value_or("")));
  AVOUCH_TRY(Wording wording, LoadWording(out.catalogue));
  out.wording = std::move(wording.claims);
  out.wording_digest = std::move(wording.digest);
  return out;
}

void SetScope(const model::Assessment& assessment, HandIn& out) {
  const model::Product& product = assessment.subject.product;
  if (product.scope) out.scope = report::ScopeWords(*product.scope);
  for (const auto delivery : product.delivery) out.delivery.emplace_back(Name(delivery));
  out.assumptions = assessment.assumptions;
  out.loosened = report::ChangedRules(assessment);
}

// The newest word on a gap: a record's, else that of avouch.yaml.
void SetGaps(const std::vector<model::Gap>& gaps, const model::RecordFacts& records, HandIn& out) {
  for (HandInClaim& claim : out.claims) {
    for (const auto& gap : gaps)
      if (gap.claim == claim.claim)
        claim.gap = gap.why, claim.gap_until = gap.by, claim.gap_by = gap.owner;
    for (const auto& record : records.records)
      if (record.kind == model::RecordKind::kGap && record.claim == claim.claim)
        claim.gap = record.because, claim.gap_until = record.until, claim.gap_by = record.owner;
  }
}

HandInClaim ClaimOf(const model::ClaimAnswer& answer, const EvidenceIndex& index) {
  HandInClaim out;
  out.claim = answer.claim;
  out.verdict = answer.verdict;
  out.grade = answer.grade;
  out.argument = answer.argument;
  out.reasons = answer.reasons;
  std::set<std::string> names;
  for (const auto& check : answer.checks) {
    if (check.outcome == Outcome::kSatisfied && !check.rule.empty())
      out.rules.push_back(check.rule);
    names.insert(check.evidence.begin(), check.evidence.end());
  }
  out.evidence = index.Of({names.begin(), names.end()});
  // A bundle tells what a met claim rests on at the weakest, also where that is withheld.
  for (auto& evidence : out.evidence)
    if (evidence.kind == "said" && answer.grade) evidence.grade = *answer.grade;
  if (answer.verdict != Verdict::kMet && !answer.next.empty()) out.next = answer.next.front().text;
  return out;
}

std::string OwnerOf(const model::Organisation& organisation) {
  std::vector<std::string> names;
  for (const auto& person : organisation.people)
    if (organisation.Holds(person.id, model::kSro))
      names.push_back(person.name.empty() ? person.id : person.name);
  return Join(names, ", ");
}

// ---- Out of a bundle ----

template <class T>
T SaidIn(const verify::Proof& proof) {
  const auto bytes = proof.Content(ItemKind::kSaid, statement::SaidFamily<T>());
  if (!bytes) return {};
  auto read = statement::ReadSaid<T>(*bytes);
  return read ? std::move(*read) : T{};
}

EvidenceIndex IndexOf(const verify::Proof& proof) {
  EvidenceIndex out;
  out.Add(SaidIn<model::RecordFacts>(proof));
  out.Add(SaidIn<model::ExportFacts>(proof));
  out.Add(SaidIn<model::PaperFacts>(proof));
  out.Add(SaidIn<model::ResultFacts>(proof));
  out.Add(SaidIn<model::PublishedFacts>(proof));
  out.Add(SaidIn<model::Organisation>(proof));
  const Time date = proof.verdicts().commit_date;
  for (const auto& item : proof.index().items) {
    const std::string visibility(Name(item.visibility));
    if (item.kind == ItemKind::kObservation)
      out.AddObservation(item.name, item.id, date, visibility);
    if (item.kind == ItemKind::kPayload && !item.id.empty())
      out.Visible(item.id, visibility, "payload", item.name);
  }
  return out;
}

// The answer with its reasons, where the detail travels; else what the verdicts tell.
model::ClaimAnswer AnswerOf(const verify::Proof& proof, const statement::ClaimVerdict& verdict) {
  model::ClaimAnswer out;
  out.claim = verdict.claim;
  out.verdict = verdict.verdict;
  out.grade = verdict.grade;
  out.argument = verdict.argument;
  out.reasons = verdict.reasons;
  const auto bytes = proof.Content(ItemKind::kDetail, verdict.claim);
  const auto detail = bytes ? syntax::ParseJson(*bytes) : Result<syntax::Node>(syntax::Node());
  if (!bytes || !detail) {
    out.checks.push_back({});
    out.checks.back().evidence = verdict.evidence;
    return out;
  }
  const syntax::Node& answer = (*detail)["answer"];
  out.reasons.clear();
  for (const auto& reason : answer["reasons"].items()) out.reasons.emplace_back(reason.text());
  for (const auto& step : answer["next"].items())
    out.next.push_back({std::string(step["text"].text()), 0, model::Where::kHere, ""});
  for (const auto& check : answer["checks"].items()) {
    model::CheckResult& one = out.checks.emplace_back();
    one.rule = check["rule"].text();
    one.outcome = model::FromName<Outcome>(check["outcome"].text()).value_or(Outcome::kNoEvidence);
    for (const auto& name : check["evidence"].items()) one.evidence.emplace_back(name.text());
  }
  return out;
}

void SetSigned(const verify::Proof& proof, HandIn& out) {
  if (proof.keys()) out.owner = OwnerOf(*proof.keys());
  const verify::Affirmed* force = proof.in_force();
  if (force == nullptr) return;
  const auto* person = proof.keys() ? proof.keys()->Find(force->what.by) : nullptr;
  out.signed_by = report::HandInSigned{
      person == nullptr || person->name.empty() ? force->what.by : person->name,
      ToString(DateOf(force->what.on)), ToString(DateOf(force->what.until)), force->how};
  for (const auto& one : force->what.reservations)
    for (HandInClaim& claim : out.claims)
      if (claim.claim == one.claim) claim.reservation = one.why;
}

// An assessment with as much of the rules as the verdicts tell.
model::Assessment RulesOf(const statement::Verdicts& verdicts) {
  model::Assessment out;
  out.policy = verdicts.policy;
  out.waived = verdicts.waived;
  model::Product& product = out.subject.product;
  product.scope = model::FromName<model::ProductScope>(verdicts.scope);
  for (const auto& name : verdicts.delivery)
    if (const auto delivery = model::FromName<model::Delivery>(name))
      product.delivery.push_back(*delivery);
  product.delivery_assumed = verdicts.delivery_assumed;
  if (verdicts.scope.empty())
    out.assumptions.emplace_back("scope assumed: developer and distributor, all four themes");
  if (verdicts.delivery_assumed) out.assumptions.emplace_back("how customers get it was assumed");
  return out;
}

std::string Words(const statement::ClaimVerdict* claim) {
  return claim == nullptr ? "not there" : report::VerdictWord(claim->verdict);
}

const statement::ClaimVerdict* Find(const statement::Verdicts& verdicts, std::string_view claim) {
  const auto found = std::ranges::find(verdicts.claims, claim, &statement::ClaimVerdict::claim);
  return found == verdicts.claims.end() ? nullptr : &*found;
}

Status SetChanges(const HandInOptions& options, Time now, HandIn& out) {
  if (options.since.empty()) return {};
  AVOUCH_TRY(const auto file, OpenBundleFile(options.since, options.fingerprint, now));
  const statement::Verdicts& before = file->proof->verdicts();
  if (before.product != out.product)
    return Fail(ErrorKind::kUsage, "is of another product: " + Printable(before.product),
                options.since);
  out.since = ToString(DateOf(before.time));
  for (const auto& claim : out.claims) {
    const auto* then = Find(before, claim.claim);
    if (then == nullptr || then->verdict != claim.verdict)
      out.changes.push_back(claim.claim + ": " + Words(then) + ", now " +
                            report::VerdictWord(claim.verdict));
  }
  if (statement::PolicyDigest(before.policy).hex() != out.policy)
    out.changes.emplace_back("the rules of the decision changed");
  return {};
}

}  // namespace

bool IsBundleAt(const std::string& path) { return os::KindOf(path) == os::FileKind::kFile; }

Result<HandIn> HandInOf(const Assessed& assessed) {
  AVOUCH_TRY(HandIn out, Start());
  const model::Assessment& assessment = assessed.assessment;
  const claims::Facts& facts = assessed.facts;
  EvidenceIndex index;
  for (const auto& one : assessment.observations)
    index.AddObservation(one.family, one.id.hex(), assessment.subject.commit_date, "assessor");
  index.Add(facts.records);
  index.Add(facts.exports);
  index.Add(facts.papers);
  index.Add(facts.results);
  index.Add(facts.published);
  index.Add(facts.organisation);
  for (const auto& payload : assessed.payloads)
    index.Visible(payload.id.hex(), payload.visibility, payload.kind, payload.name);

  out.organisation = facts.organisation.name.empty() ? assessment.subject.product.organisation_name
                                                     : facts.organisation.name;
  out.fingerprint = facts.organisation.fingerprint;
  out.owner = OwnerOf(facts.organisation);
  out.product = report::SubjectName(assessment, assessed.talk);
  out.commit = assessment.subject.commit;
  out.assessed = assessment.time;
  out.program = assessment.program;
  out.policy = statement::PolicyDigest(assessment.policy).hex();
  SetScope(assessment, out);
  for (const auto& answer : assessment.claims) out.claims.push_back(ClaimOf(answer, index));
  for (const auto& said : assessed.only_said)
    for (HandInClaim& claim : out.claims)
      if (claim.claim == said.claim) claim.said.push_back(said);
  out.principles = assessment.principles;
  SetGaps(assessment.subject.product.gaps, facts.records, out);
  return out;
}

Result<HandIn> HandInOf(const verify::Proof& proof) {
  AVOUCH_TRY(HandIn out, Start());
  const statement::Verdicts& verdicts = proof.verdicts();
  const EvidenceIndex index = IndexOf(proof);
  out.told_by = report::ToldBy::kBundle;
  out.organisation = proof.index().organisation.name.empty() ? verdicts.organisation_name
                                                             : proof.index().organisation.name;
  out.fingerprint = proof.index().organisation.fingerprint;
  out.product = verdicts.product;
  out.version = proof.index().product.version;
  out.commit = verdicts.commit;
  out.assessed = verdicts.time;
  out.program = verdicts.program;
  out.policy = statement::PolicyDigest(verdicts.policy).hex();
  out.log = proof.index().log.key.substr(0, proof.index().log.key.find('+'));
  SetScope(RulesOf(verdicts), out);
  if (verdicts.excluded > 0)  // Which, is not told to everybody
    out.loosened.push_back("left out by the product's file: " + Count("path", verdicts.excluded));
  for (const auto& verdict : verdicts.claims)
    out.claims.push_back(ClaimOf(AnswerOf(proof, verdict), index));
  out.principles = verdicts.principles;
  std::vector<model::Gap> gaps;
  for (const auto& gap : verdicts.gaps)
    gaps.push_back({gap.claim, gap.why, Join(gap.roles, ", "), gap.by, "customer", {}});
  if (proof.assessment()) gaps = proof.assessment()->subject.product.gaps;
  SetGaps(gaps, SaidIn<model::RecordFacts>(proof), out);
  if (!proof.assessment()) SetGaps(proof, out);  // Records that travel by themselves
  SetSigned(proof, out);
  return out;
}

Result<HandIn> ReadHandIn(const HandInOptions& options, Time now, std::string* talk) {
  HandIn out;
  if (IsBundleAt(options.assess.path)) {
    AVOUCH_TRY(const auto file, OpenBundleFile(options.assess.path, options.fingerprint, now));
    AVOUCH_TRY(out, HandInOf(*file->proof));
    out.file = options.assess.path.substr(options.assess.path.rfind('/') + 1);
    out.file_digest = file->digest.hex();
  } else {
    AVOUCH_TRY(const Assessed assessed, Assess(options.assess));
    AVOUCH_TRY(out, HandInOf(assessed));
    if (talk != nullptr)
      for (const auto& note : assessed.talk.notes) *talk += "avouch: " + Printable(note) + "\n";
  }
  AVOUCH_CHECK_OK(SetChanges(options, now, out));
  return out;
}

}  // namespace avouch::app
