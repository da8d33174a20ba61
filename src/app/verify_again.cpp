#include "app/verify_again.h"

#include <algorithm>

#include "app/assess.h"
#include "base/path.h"
#include "base/text.h"
#include "os/file.h"
#include "statement/argument_file.h"
#include "statement/embedded.h"
#include "statement/product_file.h"

namespace avouch::app {
namespace {

using statement::ItemKind;
// `Again` alone is what a verb tells.
using SameOrNot = verify::Again;

constexpr std::uint64_t kMaxPolicyFile = 1u << 20;
constexpr std::string_view kHistory = "history", kWeaker = "(weaker)";

// The reader's own rules: never the bundle's.
struct OwnRules {
  model::Catalogue catalogue;
  model::Arguments arguments;
  model::LifecycleTable lifecycle;

  [[nodiscard]] verify::Rules With(std::optional<model::Policy> policy) const {
    return {catalogue, arguments, lifecycle, std::string(kProgram), std::move(policy)};
  }
};

Result<OwnRules> LoadRules() {
  OwnRules out;
  AVOUCH_TRY(out.catalogue, LoadCatalogue());
  AVOUCH_TRY(out.arguments, LoadArguments());
  AVOUCH_TRY(out.lifecycle, statement::ReadLifecycleTable(
                                statement::EmbeddedFile("end-of-support.yaml").value_or("")));
  return out;
}

Result<std::optional<model::Policy>> ReadersPolicy(const VerifyOptions& options) {
  if (options.policy.empty()) return std::optional<model::Policy>();
  auto bytes = os::ReadWholeFile(options.policy, kMaxPolicyFile);
  if (!bytes) return Fail(ErrorKind::kConfiguration, bytes.error().what, options.policy);
  AVOUCH_TRY(statement::ProductFile file, statement::ReadProductFile(*bytes, options.policy));
  return std::optional<model::Policy>(std::move(file.policy));
}

std::string Counted(const std::vector<verify::ClaimAgain>& claims) {
  const auto count = [&](SameOrNot again) {
    return std::to_string(std::count_if(claims.begin(), claims.end(),
                                        [&](const auto& claim) { return claim.again == again; }));
  };
  return count(SameOrNot::kSame) + " the same, " + count(SameOrNot::kDifferent) + " different, " +
         count(SameOrNot::kNotPossible) + " not possible";
}

// ---- Collected again ----

const statement::BundleItem* ObservationOf(const verify::Proof& proof, std::string_view family) {
  for (const auto& item : proof.index().items)
    if (item.kind == ItemKind::kObservation && item.name == family) return &item;
  return nullptr;
}

// Of each source, the digest of its branches and tags.
std::vector<std::string> RefSetsOf(const model::Assessment& assessment) {
  std::vector<std::string> out = {assessment.subject.refs};
  for (const auto& source : assessment.subject.sources) out.push_back(source.refs);
  return out;
}

// What cannot be the same although nobody is wrong; empty when all must be.
std::string OtherGround(const verify::Proof& proof, const Assessed& mine, bool& only_history) {
  const auto& sealed = proof.assessment();
  only_history = false;
  if (proof.verdicts().program != mine.assessment.program)
    return "collected by " + proof.verdicts().program;
  if (!sealed) return {};
  model::Product product = mine.assessment.subject.product;
  product.built_in = sealed->subject.product.built_in;  // An organisation's list may say it
  if (!(sealed->subject.product == product))
    return "the vendor configured it otherwise than avouch.yaml of the commit";
  only_history = RefSetsOf(*sealed) != RefSetsOf(mine.assessment);
  return only_history ? "this checkout has other branches or tags than the vendor's" : "";
}

// Digest by digest, where the bundle tells them; else how much was seen. True when
// a difference would be nobody's fault.
bool CompareObservations(const verify::Proof& proof, const Assessed& mine, Again& out) {
  bool only_history = false;
  const std::string ground = OtherGround(proof, mine, only_history);
  long long same = 0, withheld = 0;
  for (const auto& told : proof.verdicts().observations) {
    const auto found =
        std::find_if(mine.assessment.observations.begin(), mine.assessment.observations.end(),
                     [&](const auto& one) { return one.family == told.family; });
    const statement::BundleItem* item = ObservationOf(proof, told.family);
    if (found == mine.assessment.observations.end() || item == nullptr) {
      out.notes.push_back("observation of " + told.family + ": not possible: not collected here");
      continue;
    }
    const bool counts =
        found->seen == told.seen && found->read == told.read && found->left == told.left;
    if (item->withheld() && counts) {
      ++withheld;
      continue;
    }
    if (!item->withheld() && item->id == found->id.hex()) {
      ++same;
      continue;
    }
    const bool is_history = statement::FamilyOf(told.family) == kHistory;
    const bool unknown = item->withheld() && is_history;  // Whose branches?
    const bool excused = unknown || (!ground.empty() && (!only_history || is_history));
    out.notes.push_back("observation of " + told.family + ": different" +
                        (excused && !ground.empty() ? ": " + ground : ""));
    out.broken = out.broken || !excused;
  }
  std::string summary = Count("observation", same) + " the same to the byte";
  if (withheld > 0)
    summary += ", " + std::to_string(withheld) + " withheld, with as much seen here as there";
  out.notes.insert(out.notes.begin(), summary);
  return !ground.empty() || !proof.assessment();
}

// Without the assessment only what rests on nobody's word can be compared.
verify::ClaimAgain CompareClaim(const statement::ClaimVerdict& told, const model::Assessment& mine,
                                bool said) {
  verify::ClaimAgain out{told.claim, SameOrNot::kNotPossible, told.verdict, {}, {}};
  const auto found = std::find_if(mine.claims.begin(), mine.claims.end(),
                                  [&](const auto& one) { return one.claim == told.claim; });
  const bool rests_on_word = std::find(told.evidence.begin(), told.evidence.end(),
                                       statement::kSaidEvidence) != told.evidence.end();
  if (found == mine.claims.end()) {
    out.why = "not decided here";
  } else if (rests_on_word) {
    out.why = "rests on withheld evidence of what was said";
  } else if (found->verdict == told.verdict) {
    out.again = SameOrNot::kSame;
    out.found = found->verdict;
  } else if (said) {
    out.why = "may rest on withheld evidence of what was said";
  } else {
    out.again = SameOrNot::kDifferent;
    out.found = found->verdict;
    out.why = "decided here: " + std::string(model::Name(found->verdict));
  }
  return out;
}

bool SameRules(const statement::Verdicts& told, const OwnRules& rules) {
  return told.catalogue == rules.catalogue.digest && told.arguments == rules.arguments.digest &&
         told.tables == rules.lifecycle.digest;
}

Result<std::vector<verify::ClaimAgain>> DecideFrom(const verify::Proof& proof, const Assessed& mine,
                                                   const OwnRules& rules) {
  if (proof.assessment() || !SameRules(proof.verdicts(), rules)) {
    verify::OwnObservations own;
    for (const auto& one : mine.observations) own.emplace(one.family, one.bytes);
    AVOUCH_TRY(verify::Redone redone, verify::DecideAgain(proof, rules.With({}), &own));
    return std::move(redone.claims);
  }
  const auto& items = proof.index().items;
  const bool said = std::any_of(items.begin(), items.end(), [](const auto& item) {
    return item.kind == ItemKind::kSaid && item.withheld();
  });
  std::vector<verify::ClaimAgain> out;
  for (const auto& told : proof.verdicts().claims)
    out.push_back(CompareClaim(told, mine.assessment, said));
  return out;
}

}  // namespace

Result<Again> DecideAgain(const verify::Proof& proof, const VerifyOptions& options) {
  Again out;
  if (!options.redo && options.policy.empty()) return out;
  AVOUCH_TRY(const auto policy, ReadersPolicy(options));
  AVOUCH_TRY(const OwnRules rules, LoadRules());
  AVOUCH_TRY(verify::Redone redone, verify::DecideAgain(proof, rules.With(policy)));
  out.own_policy = policy.has_value();
  out.broken = !policy && redone.broken();
  out.claims = std::move(redone.claims);
  out.heading = Counted(out.claims);
  if (policy)
    for (const auto& changed : policy->changed)
      if (changed.ends_with(kWeaker)) out.loosened.push_back(changed);
  return out;
}

Result<Again> CollectAgain(const verify::Proof& proof, const VerifyOptions& options) {
  Again out;
  if (options.recollect.empty()) return out;
  const statement::Verdicts& told = proof.verdicts();
  AssessOptions assess;
  assess.path = options.recollect;
  if (proof.assessment() && !proof.assessment()->subject.prefix.empty())
    assess.path = JoinPath(assess.path, proof.assessment()->subject.prefix);
  assess.commit = told.commit;
  assess.at = told.time;
  assess.alone = true;
  for (const auto& source : told.sources)
    assess.source_pins.emplace(source.name, SourcePin{source.commit, source.left});
  // Decided here only when nothing better travels; then by the vendor's numbers.
  if (!proof.assessment()) assess.policy = told.policy;
  auto mine = Assess(assess);
  if (!mine && mine.error().kind == ErrorKind::kNotFound)
    return Fail(ErrorKind::kNotFound, "the checkout does not hold commit " + told.commit,
                options.recollect, "fetch it there, or name the repository that it is in");
  if (!mine) return std::unexpected(mine.error());
  AVOUCH_TRY(const OwnRules rules, LoadRules());
  const bool excused = CompareObservations(proof, *mine, out);
  AVOUCH_TRY(out.claims, DecideFrom(proof, *mine, rules));
  for (const auto& claim : out.claims)
    out.broken = out.broken || (claim.again == SameOrNot::kDifferent && !excused);
  out.heading = Counted(out.claims);
  return out;
}

}  // namespace avouch::app
