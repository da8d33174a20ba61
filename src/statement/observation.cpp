#include "statement/observation.h"

#include "crypto/hash.h"
#include "statement/codec.h"
#include "syntax/canonical.h"
#include "syntax/json.h"

namespace avouch::statement {
namespace {

constexpr std::string_view kStatementType = "https://in-toto.io/Statement/v1";

template <class T>
struct Family;
#define AVOUCH_FAMILY(Type, word)                   \
  template <>                                       \
  struct Family<model::Type> {                      \
    static constexpr std::string_view kName = word; \
  };
AVOUCH_FAMILY(TreeFacts, "tree")
AVOUCH_FAMILY(PipelineFacts, "pipelines")
AVOUCH_FAMILY(ContainerFacts, "containers")
AVOUCH_FAMILY(ComponentFacts, "components")
AVOUCH_FAMILY(AutomationFacts, "automation")
AVOUCH_FAMILY(DocumentFacts, "documents")
AVOUCH_FAMILY(HistoryFacts, "history")
#undef AVOUCH_FAMILY

std::string PredicateType(std::string_view family) {
  return "urn:x-avouch:" + std::string(family) + ":v1";
}

syntax::Node SubjectNode(const ObservedSubject& subject) {
  syntax::Node digest = syntax::Node::Map();
  digest.Set("gitCommit", syntax::Node::Text(subject.commit));
  syntax::Node entry = syntax::Node::Map();
  entry.Set("name", EncodeText(JoinPath(subject.source, subject.prefix)));
  entry.Set("digest", std::move(digest));
  syntax::Node list = syntax::Node::List();
  list.Add(std::move(entry));
  return list;
}

}  // namespace

template <class T>
Result<Observation> WriteObservation(const ObservedSubject& subject, const T& facts,
                                     const model::Coverage& coverage) {
  syntax::Node predicate = syntax::Node::Map();
  predicate.Set("coverage", Encode(coverage));
  predicate.Set("facts", Encode(facts));
  syntax::Node statement = syntax::Node::Map();
  statement.Set("_type", syntax::Node::Text(kStatementType));
  statement.Set("subject", SubjectNode(subject));
  statement.Set("predicateType", syntax::Node::Text(PredicateType(Family<T>::kName)));
  statement.Set("predicate", std::move(predicate));
  Observation out{std::string(Family<T>::kName), {}, {}};
  AVOUCH_TRY(out.bytes, syntax::WriteCanonical(statement));
  out.id = crypto::Sha256Of(out.bytes);
  return out;
}

template <class T>
Status ReadObservation(BytesView bytes, T& facts, model::Coverage& coverage) {
  AVOUCH_TRY(syntax::Node statement, syntax::ParseJson(bytes));
  if (statement["_type"].text() != kStatementType ||
      statement["predicateType"].text() != PredicateType(Family<T>::kName))
    return Fail(ErrorKind::kMalformed, "not an observation of this family");
  const syntax::Node& subject = statement["subject"];
  const syntax::Node& entry = subject.At(0);
  bool shape = statement.size() == 4 && statement["predicate"].size() == 2 && subject.size() == 1 &&
               entry.size() == 2 && entry.Find("name") != nullptr && entry["digest"].size() == 1 &&
               entry["digest"]["gitCommit"].is_text();
  if (!shape) return Fail(ErrorKind::kMalformed, "not the shape of an observation");
  AVOUCH_CHECK_OK(Decode(statement["predicate"]["facts"], facts));
  AVOUCH_CHECK_OK(Decode(statement["predicate"]["coverage"], coverage));
  AVOUCH_TRY(Bytes again, syntax::WriteCanonical(statement));
  if (again != bytes) return Fail(ErrorKind::kMalformed, "not in canonical form");
  return {};
}

template <class T>
std::string_view FamilyName() {
  return Family<T>::kName;
}

std::string NameOfEvidence(std::string_view family, std::string_view source) {
  return source.empty() ? std::string(family) : std::string(family) + "@" + std::string(source);
}

std::string_view FamilyOf(std::string_view evidence) {
  return evidence.substr(0, evidence.find('@'));
}

std::string_view SourceOf(std::string_view evidence) {
  const std::size_t at = evidence.find('@');
  return at == evidence.npos ? std::string_view() : evidence.substr(at + 1);
}

#define AVOUCH_INSTANTIATE(Type)                                                            \
  template std::string_view FamilyName<model::Type>();                                      \
  template Result<Observation> WriteObservation(const ObservedSubject&, const model::Type&, \
                                                const model::Coverage&);                    \
  template Status ReadObservation(BytesView, model::Type&, model::Coverage&);
AVOUCH_INSTANTIATE(TreeFacts)
AVOUCH_INSTANTIATE(PipelineFacts)
AVOUCH_INSTANTIATE(ContainerFacts)
AVOUCH_INSTANTIATE(ComponentFacts)
AVOUCH_INSTANTIATE(AutomationFacts)
AVOUCH_INSTANTIATE(DocumentFacts)
AVOUCH_INSTANTIATE(HistoryFacts)
#undef AVOUCH_INSTANTIATE

// The assessment holds verdicts, outcomes and evidence ids; findings and prose
// travel apart, in the details.
Result<Bytes> WriteAssessment(const model::Assessment& assessment) {
  syntax::Node node = syntax::Node::Map();
  node.Set("schema", syntax::Node::Text("urn:x-avouch:assessment:v1"));
  node.Set("subject", Encode(assessment.subject));
  node.Set("catalogue", Encode(assessment.catalogue));
  node.Set("arguments", Encode(assessment.arguments));
  node.Set("tables", Encode(assessment.tables));
  node.Set("policy", Encode(assessment.policy));
  node.Set("program", Encode(assessment.program));
  node.Set("time", Encode(assessment.time));
  node.Set("assumptions", Encode(assessment.assumptions));
  node.Set("observations", Encode(assessment.observations));
  syntax::Node verdicts = syntax::Node::List();
  for (const auto& claim : assessment.claims) {
    syntax::Node verdict = syntax::Node::Map();
    verdict.Set("claim", Encode(claim.claim));
    verdict.Set("verdict", Encode(claim.verdict));
    verdict.Set("grade", Encode(claim.grade));
    verdict.Set("argument", Encode(claim.argument));
    verdict.Set("tree", Encode(claim.tree));
    syntax::Node outcomes = syntax::Node::Map();
    for (const auto& check : claim.checks) outcomes.Set(check.check, Encode(check.outcome));
    verdict.Set("outcomes", std::move(outcomes));
    verdicts.Add(std::move(verdict));
  }
  node.Set("verdicts", std::move(verdicts));
  node.Set("principles", Encode(assessment.principles));
  node.Set("waived", Encode(assessment.waived));
  return syntax::WriteCanonical(node);
}

Result<Bytes> WriteDetail(const model::Assessment& assessment, const model::ClaimAnswer& claim) {
  syntax::Node node = syntax::Node::Map();
  node.Set("schema", syntax::Node::Text("urn:x-avouch:detail:v1"));
  node.Set("commit", Encode(assessment.subject.commit));
  node.Set("time", Encode(assessment.time));
  node.Set("answer", Encode(claim));
  return syntax::WriteCanonical(node);
}

}  // namespace avouch::statement
