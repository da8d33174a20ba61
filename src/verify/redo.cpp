#include "verify/redo.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "base/text.h"
#include "claims/evaluate.h"
#include "claims/exemptions.h"
#include "claims/source_inputs.h"
#include "statement/observation.h"
#include "statement/said_facts.h"

namespace avouch::verify {
namespace {

using statement::ItemKind;

// Families without which nothing can be decided again: what reaches a release,
// and whose a file is, come out of them together.
constexpr std::string_view kNeeded[] = {"automation", "components", "containers",
                                        "documents",  "pipelines",  "tree"};

// REQUIRES: the assessment travels.
class Reader {
 public:
  Reader(const Proof& proof, const OwnObservations* observed)
      : proof_(proof), observed_(observed) {}

  Status ReadAll() {
    const model::Subject& subject = proof_.assessment()->subject;
    const std::string own = OwnSource(subject);
    AVOUCH_CHECK_OK(ObservedOf(own, facts));
    for (const auto& source : subject.sources)
      if (source.left.empty() && source.name != own)
        AVOUCH_CHECK_OK(ObservedOf(source.name, beside[source.name]));
    own_documents = facts.documents.value.documents.size();
    AVOUCH_CHECK_OK(Said(facts.organisation));
    AVOUCH_CHECK_OK(Said(facts.records));
    AVOUCH_CHECK_OK(Said(facts.exports));
    AVOUCH_CHECK_OK(Said(facts.results));
    AVOUCH_CHECK_OK(Said(facts.papers));
    AVOUCH_CHECK_OK(Said(facts.published));
    statement::ProductKeys keys;
    AVOUCH_CHECK_OK(Said(keys));
    facts.product_keys = std::move(keys.keys);
    // As they were joined: behind the product's own.
    statement::OrganisationDocuments more;
    AVOUCH_CHECK_OK(Said(more));
    std::move(more.documents.begin(), more.documents.end(),
              std::back_inserter(facts.documents.value.documents));
    for (const auto& item : proof_.index().items) {
      if (!item.withheld()) continue;
      if (item.kind == ItemKind::kObservation && !Own(item.name)) withheld.insert(item.name);
      if (item.kind == ItemKind::kSaid) withheld_said.insert(item.name);
    }
    return {};
  }

  claims::Facts facts;
  std::map<std::string, claims::Facts> beside;  // Of the other sources, by name
  std::size_t own_documents = 0;                // Those behind are the organisation's
  std::set<std::string> withheld, withheld_said;

 private:
  // The name of the source that holds avouch.yaml; empty for a product of one source.
  static std::string OwnSource(const model::Subject& subject) {
    for (const auto& rule : subject.product.sources)
      if (!subject.sources.empty() && rule.at == model::kThisRepository) return rule.name;
    return {};
  }

  Status ObservedOf(const std::string& source, claims::Facts& into) {
    AVOUCH_CHECK_OK(Observed(source, into.automation));
    AVOUCH_CHECK_OK(Observed(source, into.components));
    AVOUCH_CHECK_OK(Observed(source, into.containers));
    AVOUCH_CHECK_OK(Observed(source, into.documents));
    AVOUCH_CHECK_OK(Observed(source, into.history));
    AVOUCH_CHECK_OK(Observed(source, into.pipelines));
    return Observed(source, into.tree);
  }

  // What the reader made; nothing when it was not made here.
  [[nodiscard]] std::optional<BytesView> Own(std::string_view family) const {
    if (observed_ == nullptr) return std::nullopt;
    const auto found = observed_->find(std::string(family));
    if (found == observed_->end()) return std::nullopt;
    return BytesView(found->second);
  }

  // The family's name stands in the schema that ReadObservation holds it to.
  template <class T>
  Status Observed(const std::string& source, model::Evidence<T>& into) {
    const std::string family = statement::NameOfEvidence(statement::FamilyName<T>(), source);
    const auto own = Own(family);
    const auto bytes = own ? own : proof_.Content(ItemKind::kObservation, family);
    if (!bytes) return {};
    auto read = statement::ReadObservation(*bytes, into.value, into.coverage);
    if (!read) return Fail(ErrorKind::kIntegrity, read.error().what, family);
    for (const auto& one : proof_.assessment()->observations)
      if (one.family == family) into.id = one.id;
    into.grade = model::Grade::kComputed;
    into.date = proof_.verdicts().commit_date;
    into.source = proof_.verdicts().product;
    return {};
  }

  template <class T>
  Status Said(T& into) {
    const std::string_view family = statement::SaidFamily<T>();
    const auto bytes = proof_.Content(ItemKind::kSaid, family);
    if (!bytes) return {};
    auto read = statement::ReadSaid<T>(*bytes);
    if (!read) return Fail(ErrorKind::kIntegrity, read.error().what, std::string(family));
    into = std::move(*read);
    return {};
  }

  const Proof& proof_;
  const OwnObservations* observed_;
};

Redone NotPossible(const Proof& proof, const std::string& why) {
  Redone out;
  for (const auto& claim : proof.verdicts().claims)
    out.claims.push_back({claim.claim, Again::kNotPossible, claim.verdict, {}, why});
  return out;
}

// What of a claim's evidence does not travel; empty when all of it does.
std::string Lacking(const statement::ClaimVerdict& told, const Reader& read) {
  std::set<std::string> lacking;
  for (const auto& one : told.evidence) {
    if (read.withheld.contains(one)) lacking.insert(one);
    if (one == statement::kSaidEvidence && !read.withheld_said.empty())
      lacking.insert("what was said");
  }
  return Join({lacking.begin(), lacking.end()}, ", ");
}

bool SameAnswer(const model::ClaimAnswer& a, const model::ClaimAnswer& told) {
  auto outcomes = [](const model::ClaimAnswer& claim) {
    std::vector<std::pair<std::string, model::Outcome>> out;
    for (const auto& check : claim.checks) out.emplace_back(check.check, check.outcome);
    std::sort(out.begin(), out.end());
    return out;
  };
  return a.claim == told.claim && a.verdict == told.verdict && a.grade == told.grade &&
         a.argument == told.argument && a.tree == told.tree && outcomes(a) == outcomes(told);
}

std::string OtherRules(const statement::Verdicts& told, const Rules& rules) {
  if (told.catalogue != rules.catalogue.digest)
    return "decided by another edition of the catalogue";
  if (told.arguments != rules.arguments.digest) return "decided by other arguments";
  if (told.tables != rules.lifecycle.digest) return "decided with other tables";
  return {};
}

// What waivers accept of the claim is the same.
bool SameWaived(const model::Assessment& a, const model::Assessment& b, std::string_view claim) {
  auto of = [&](const model::Assessment& one) {
    std::vector<model::WaivedFindings> out;
    std::ranges::copy_if(one.waived, std::back_inserter(out),
                         [&](const auto& waived) { return waived.claim == claim; });
    return out;
  };
  return of(a) == of(b);
}

ClaimAgain Compare(const statement::ClaimVerdict& told, const model::Assessment& all_sealed,
                   const model::Assessment& all_found, std::size_t at, const Reader& read,
                   bool own_policy) {
  const model::ClaimAnswer &sealed = all_sealed.claims[at], &found = all_found.claims[at];
  ClaimAgain out{told.claim, Again::kNotPossible, told.verdict, {}, {}};
  const std::string lacking = Lacking(told, read);
  if (!lacking.empty()) {
    out.why = "rests on withheld evidence of " + lacking;
    return out;
  }
  const bool waived_alike = own_policy || SameWaived(all_found, all_sealed, told.claim);
  const bool same =
      waived_alike && (own_policy ? found.verdict == told.verdict : SameAnswer(found, sealed));
  // Without all of it a difference may come from what is missing.
  if (!same && !(read.withheld.empty() && read.withheld_said.empty())) {
    std::vector<std::string> missing(read.withheld.begin(), read.withheld.end());
    if (!read.withheld_said.empty()) missing.emplace_back("what was said");
    out.why = "may rest on withheld evidence of " + Join(missing, ", ");
    return out;
  }
  out.found = found.verdict;
  out.again = same ? Again::kSame : Again::kDifferent;
  if (!same)
    out.why = waived_alike ? "decided here: " + std::string(model::Name(found.verdict))
                           : "other findings are waived than it says";
  return out;
}

}  // namespace

long long Redone::Count(Again again) const {
  return std::count_if(claims.begin(), claims.end(),
                       [&](const auto& claim) { return claim.again == again; });
}

Result<Redone> DecideAgain(const Proof& proof, const Rules& rules,
                           const OwnObservations* observed) {
  const statement::Verdicts& told = proof.verdicts();
  if (const std::string other = OtherRules(told, rules); !other.empty())
    return NotPossible(proof, other);
  if (!proof.assessment())
    return NotPossible(proof, "rests on withheld evidence: the assessment itself");
  const model::Assessment& sealed = *proof.assessment();
  Reader read(proof, observed);
  AVOUCH_CHECK_OK(read.ReadAll());
  for (const auto& name : read.withheld)
    if (std::ranges::find(kNeeded, statement::FamilyOf(name)) != std::end(kNeeded))
      return NotPossible(proof, "rests on withheld evidence of " +
                                    Join({read.withheld.begin(), read.withheld.end()}, ", "));

  const model::Product& product = sealed.subject.product;
  const model::Policy& policy = rules.policy ? *rules.policy : sealed.policy;
  const claims::Reaches reach = claims::ComputeReach(read.facts);
  claims::Inputs in{
      read.facts,
      product,
      policy,
      rules.lifecycle,
      reach,
      sealed.time,
      sealed.subject.commit,
      claims::ExemptionsThatCount(read.facts.organisation, product.name, sealed.time)};
  in.sources = std::max<std::size_t>(1, sealed.subject.sources.size());
  const claims::SourceInputs inputs(in, sealed.subject, std::move(read.beside), read.own_documents);
  model::Assessment found;
  found.subject = sealed.subject;
  AVOUCH_CHECK_OK(claims::Evaluate(inputs.Checks(), rules.catalogue, rules.arguments, found));
  if (found.claims.size() != sealed.claims.size())
    return Fail(ErrorKind::kIntegrity, "other claims than the catalogue's");
  Redone out;
  out.same_program = told.program == rules.program;
  for (std::size_t i = 0; i < found.claims.size(); ++i)
    out.claims.push_back(Compare(told.claims[i], sealed, found, i, read, rules.policy.has_value()));
  return out;
}

}  // namespace avouch::verify
